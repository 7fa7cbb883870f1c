package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  private static final String BROKEN =
      "record.csv: a quoted field is not closed, or goes on after its closing quote; only this line"
          + " was set aside";

  @Test
  void everyKindOfLineBreakEndsARecord_andEmptyLinesAreNone() {
    assertThat(
        records("\uFEFFa,b\r\n1,2\r\n\r\n3,4\r5,6\n\n\n7,8"),
        contains("1 [1, 2] 1,2", "2 [3, 4] 3,4", "3 [5, 6] 5,6", "4 [7, 8] 7,8"));
  }

  @Test
  void quotesAreTakenOff_andDoubledOnesAreOne() {
    assertThat(
        records("a,b\n\"x, \"\"y\"\"\",\"\"\n\"\r\n\",WALL·E\n"),
        contains("1 [x, \"y\", ] \"x, \"\"y\"\"\",\"\"", "2 [\r\n, WALL·E] \"\r\n\",WALL·E"));
  }

  @Test
  void aQuoteInsideAnUnquotedFieldIsALetter() {
    assertThat(records("a,b\n12\" LP, \"x\"\n"), contains("1 [12\" LP,  \"x\"] 12\" LP, \"x\""));
  }

  @Test
  void textBehindAClosingQuoteBreaksTheFirstLineOnly() {
    assertThat(
        records("a,b\n\"x\ny\"z,1\n3,4\n"),
        contains("1 " + BROKEN + " \"x", "2 [y\"z, 1] y\"z,1", "3 [3, 4] 3,4"));
  }

  @Test
  void aFieldThatNeverClosesBreaksItsLineOnly() {
    assertThat(records("a,b\n1,\"x\n3,4\n"), contains("1 " + BROKEN + " 1,\"x", "2 [3, 4] 3,4"));
  }

  @Test
  void anotherNumberOfFieldsIsRejected() {
    assertThat(
        records("a,b\n1\n1,2,3\n,\n"),
        contains(
            "1 record.fields: the record has 1 fields, the header 2 columns 1",
            "2 record.fields: the record has 3 fields, the header 2 columns 1,2,3",
            "3 [, ] ,"));
  }

  @Test
  void bytesThatAreNotUtf8AreRejected_andShownAsReplacements() {
    Delivered delivered = Delivered.of("a,b\nSol\u00E9,2\nok,1\n".getBytes(ISO_8859_1));
    assertThat(
        delivered.readCsv(delivered.scanCsv(1)),
        contains("1 record.utf8: the record is not UTF-8 Sol\uFFFD,2", "2 [ok, 1] ok,1"));
  }

  @Test
  void aReplacementCharacterThatWasDeliveredIsText() {
    assertThat(records("a\n\uFFFD\n"), contains("1 [\uFFFD] \uFFFD"));
  }

  @Test
  void placesInTheBufferAreThoseOfTheUnquotedField() {
    Delivered delivered = Delivered.of("a,b,c\n1,\"say \"\"é\"\"\",3\n");
    FileRange range = delivered.scanCsv(1).ranges("memory", "movies.csv", 0, false).get(0);
    try (CsvReader reader = delivered.openCsv(range)) {
      assertThat(reader.next(), is(true));
      int start = reader.start(1);
      assertThat(new String(reader.buffer(), start, reader.end(1) - start, UTF_8), is("say \"é\""));
      assertThat(reader.raw(), is("1,\"say \"\"é\"\"\",3"));
      assertThat(reader.column("c"), is(2));
      assertThat(reader.column("d"), is(-1));
      assertThat(reader.problem(), is(nullValue()));
      assertThat(reader.next(), is(false));
      assertThat(reader.next(), is(false));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 1 << 20})
  void charactersOfSeveralBytesStayWholeAtEveryEdge(int window) {
    Delivered delivered = Delivered.of("títle\nWALL·E\n七人の侍\n\"😀\"\n").inWindowsOf(window);
    LandingScan.Result scan = delivered.scanCsv(1);
    assertThat(scan.header(), contains("títle"));
    assertThat(
        delivered.readCsv(scan), contains("1 [WALL·E] WALL·E", "2 [七人の侍] 七人の侍", "3 [😀] \"😀\""));
  }

  private static List<String> records(String csv) {
    Delivered delivered = Delivered.of(csv);
    return delivered.readCsv(delivered.scanCsv(Long.MAX_VALUE));
  }
}
