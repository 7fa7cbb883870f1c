package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandingScanTest {
  private static final String BOM = "\uFEFF";

  @Test
  void ofCsv_rangesBeginAtRecordsAndFollowEachOther() {
    LandingScan.Result scan =
        Delivered.of(BOM + " title , \"size\"\r\n\r\na,1\r\n\r\nb,2\r\nc,3").scanCsv(6);

    List<String> header = List.of("title", "\"size\"");
    assertThat(scan.format(), is(Format.CSV));
    assertThat(scan.header(), is(header));
    assertThat(scan.records(), is(3L));
    assertThat(
        scan.ranges("s3://lake/x", "x", 4, false),
        contains(
            new FileRange("s3://lake/x", "x", 4, Format.CSV, false, header, 22, 29, 1),
            new FileRange("s3://lake/x", "x", 4, Format.CSV, false, header, 29, 37, 2)));
  }

  @Test
  void aQuotedHeaderIsUnquotedAndTrimmed() {
    LandingScan.Result scan = Delivered.of(BOM + "\"title \",\"a \"\"b\"\"\",c\n").scanCsv(1);
    assertThat(scan.header(), contains("title", "a \"b\"", "c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"title,size", "title,size\n", BOM + "title,size\r\n\r\n"})
  void aHeaderAloneHasNoRecordsAndNoRanges(String text) {
    LandingScan.Result scan = Delivered.of(text).scanCsv(1);
    assertThat(scan.header(), contains("title", "size"));
    assertThat(scan.records(), is(0L));
    assertThat(scan.ranges("x", "x", 0, false), is(empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", BOM, "\n\r\n"})
  void csvWithoutAHeaderIsRefused(String text) {
    assertThat(
        csvRefusal(text),
        is(
            "it is empty: it should hold a header with the names of the columns; ask for the"
                + " delivery again"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"b,c\n1,2\n", "a,\"b\n1,2\n"})
  void aBrokenHeaderIsRefused(String text) {
    assertThat(
        csvRefusal(text),
        is(
            "its records cannot be told apart: the header cannot be split: a quoted field is not"
                + " closed, or goes on after its closing quote; only this line was set aside; ask"
                + " for the delivery again"));
  }

  @Test
  void aColumnTwiceIsRefused() {
    assertThat(
        csvRefusal("title,size, title \n"),
        is(
            "its header names a column twice: column \"title\" is there more than once; ask for the"
                + " delivery again, with each column once"));
  }

  @Test
  void binaryAndWideTextAreRefused() {
    String notText =
        "it is not text: its first line holds bytes that no UTF-8 text has; deliver UTF-8 text, or"
            + " gzip with the ending .gz";
    assertThat(csvRefusal("PK\0\1\n"), is(notText));
    assertThat(
        refusal(() -> Delivered.of("Am\u00e9lie\n1\n".getBytes(ISO_8859_1)).scanCsv(1)),
        is(notText));
    assertThat(
        refusal(() -> Delivered.of("\uFEFF[{}]".getBytes(UTF_16LE)).scanJson(1)),
        is(
            "it is not JSON: its first byte is 0xff; deliver one array of records, or one record a"
                + " line"));
  }

  @Test
  void aLatin1NameIsAtFaultAlone() {
    byte[] csv = "title,size\nAm\u00e9lie,1\nb,2\n".getBytes(ISO_8859_1);
    assertThat(Delivered.of(csv).scanCsv(1).records(), is(2L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", " [ ] ", BOM + "\n[\r\n]\n"})
  void anEmptyArrayHasNoRecords(String text) {
    LandingScan.Result scan = Delivered.of(text).scanJson(1);
    assertThat(scan.format(), is(Format.JSON_ARRAY));
    assertThat(scan.records(), is(0L));
    assertThat(scan.ranges("x", "x", 0, false), is(empty()));
  }

  @Test
  void rangesOfAnArrayEndWithTheirLastElement() {
    LandingScan.Result scan =
        Delivered.of(BOM + "[{\"a\":1},\n {\"a\":2} , {\"a\":3}\n]\n").scanJson(9);
    assertThat(
        scan.ranges("x", "x", 0, false),
        contains(
            new FileRange("x", "x", 0, Format.JSON_ARRAY, false, List.of(), 4, 14, 1),
            new FileRange("x", "x", 0, Format.JSON_ARRAY, false, List.of(), 14, 24, 2),
            new FileRange("x", "x", 0, Format.JSON_ARRAY, false, List.of(), 24, 31, 3)));
    assertThat(
        scan.ranges("x", "x", 0, true),
        contains(new FileRange("x", "x", 0, Format.JSON_ARRAY, true, List.of(), 4, 31, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1}", "{\"a\":1}\n{\"a\":[2]}", BOM + "\n{\"a\":1} \r\n\r\n{}\r\n"})
  void oneObjectALineIsJsonLines(String text) {
    assertThat(Delivered.of(text).scanJson(1).format(), is(Format.JSON_LINES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", BOM, " \n\t\r\n"})
  void jsonWithNothingInItIsRefused(String text) {
    assertThat(
        jsonRefusal(text),
        is(
            "it is empty: it should hold an array of records, if need be an empty one: []; ask for"
                + " the delivery again"));
  }

  @Test
  void whiteSpaceMayBeLongerThanAWindow() {
    Delivered delivered =
        Delivered.of(BOM + " ".repeat(3_000_000) + "[{}" + " ".repeat(3_000_000) + "]");
    assertThat(delivered.scanJson(1).cuts(), contains(new LandingScan.Cut(3_000_004, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42 | its first byte is 0x34",
        "\"text\" | its first byte is 0x22",
        "a,b | its first byte is 0x61",
        "[1,2} | byte 4 holds '}' where a comma or the end of the array is due",
        "[{}]] | something follows the end of the array",
        "[][] | something follows the end of the array",
        "[{} {}] | byte 4 holds '{' where a comma or the end of the array is due",
        "[{},] | byte 4 holds ']' where a record is due",
        "[,{}] | byte 1 holds ',' where a record is due",
        "[{},,{}] | byte 4 holds ',' where a record is due",
      })
  void whatIsNeitherAnArrayNorLinesIsRefused(String text, String cause) {
    RefusedFile refused = assertThrows(RefusedFile.class, () -> Delivered.of(text).scanJson(1));
    assertThat(refused.getMessage(), is(cause));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\n  \"books\": []\n}\n", "{\"books\": [\n{}\n]}"})
  void anObjectOverSeveralLinesIsRefused(String text) {
    assertThat(
        jsonRefusal(text),
        is(
            "it holds a JSON object where an array is due: the object that begins at byte 0 goes"
                + " over several lines; deliver one array of records, or one record a line"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":\"x]\\\\\\\"\",\"b\":[1,{}]},{\"c\":null} , 3]",
        "[\n  {\n    \"é\": \"\\u00e9\"\n  }\n]"
      })
  void anArrayCutOffAnywhereIsRefused(String text) {
    byte[] whole = text.getBytes(UTF_8);
    for (int length = 1; length < whole.length; length++) {
      Delivered part = Delivered.of(Arrays.copyOf(whole, length)).inWindowsOf(3);
      RefusedFile refused =
          assertThrows(RefusedFile.class, () -> part.scanJson(1), () -> "cut off, and read");
      assertThat(refused.problem(), is("it is cut off"));
    }
  }

  @Test
  void linesCutOffWithinTheLastOneAreRefused() {
    String first = "{\"a\":1}\n";
    String last = "{\"a\":[\"}\\\\\"]}";
    for (int length = 1; length < last.length(); length++) {
      assertThat(
          jsonRefusal(first + last.substring(0, length)),
          is(
              "it is cut off: the record that begins at byte 8 does not end; ask for the delivery"
                  + " again"));
    }
    assertThat(
        jsonRefusal("{\"a\":\n\n"),
        is(
            "it is cut off: the record that begins at byte 0 does not end; ask for the delivery"
                + " again"));
  }

  private static String csvRefusal(String text) {
    return refusal(() -> Delivered.of(text).scanCsv(1));
  }

  private static String jsonRefusal(String text) {
    return refusal(() -> Delivered.of(text).scanJson(1));
  }

  private static String refusal(Runnable scan) {
    RefusedFile refused = assertThrows(RefusedFile.class, scan::run);
    return refused.problem() + ": " + refused.getMessage() + "; " + refused.wayOut();
  }
}
