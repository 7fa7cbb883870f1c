package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CsvRangesTest {
  private static final String HEADER = "title,size\n";
  private static final String BROKEN =
      "record.csv: a quoted field is not closed, or goes on after its closing quote; only this line"
          + " was set aside";

  @Property(tries = 3000)
  void anySplitGivesTheRecordsThatThePlainWayFinds(
      @ForAll("nasty") String body,
      @ForAll @IntRange(min = 1, max = 60) int bytesARange,
      @ForAll @IntRange(min = 1, max = 40) int window,
      @ForAll boolean byteOrderMark) {
    byte[] content = ((byteOrderMark ? "\uFEFF" : "") + HEADER + body).getBytes(UTF_8);
    Delivered delivered = Delivered.of(content).inWindowsOf(window);

    LandingScan.Result scan = delivered.scanCsv(bytesARange);

    List<String> expected = new ArrayList<>();
    for (PlainCsv.Row row : new PlainCsv(body).records()) {
      expected.add(expected.size() + 1 + " " + outcome(row) + " " + row.raw());
    }
    assertThat(delivered.readCsv(scan), equalTo(expected));
    assertThat(scan.records(), is((long) expected.size()));
    assertThat(scan.header(), is(List.of("title", "size")));
  }

  @Property(tries = 3000)
  void whatIsTooLongIsFoundTheSameInAnySplitAndAnyWindow(
      @ForAll("nasty") String body,
      @ForAll @IntRange(min = 1, max = 60) int bytesARange,
      @ForAll @IntRange(min = 1, max = 40) int window,
      @ForAll @IntRange(min = 11, max = 60) int mostBytes) {
    byte[] content = (HEADER + body).getBytes(UTF_8);
    Delivered whole = new Delivered(content, 1 << 20, mostBytes);

    List<String> records = whole.readCsv(whole.scanCsv(Long.MAX_VALUE));

    Delivered pieces = whole.inWindowsOf(window);
    assertThat(pieces.readCsv(pieces.scanCsv(bytesARange)), equalTo(records));
  }

  @Property(tries = 300)
  void aFileCutOffAnywhereLosesNoneOfTheRecordsBefore(@ForAll("wellFormed") List<String> records) {
    byte[] content = (HEADER + String.join("\r\n", records)).getBytes(UTF_8);
    Delivered whole = Delivered.of(content);
    List<String> all = whole.readCsv(whole.scanCsv(1));
    int complete = 0;
    int end = HEADER.length();
    for (int length = end; length < content.length; length++) {
      if (length - end == records.get(complete).getBytes(UTF_8).length + 2) {
        end = length;
        complete++;
      }
      Delivered cut = Delivered.of(Arrays.copyOf(content, length)).inWindowsOf(7);
      LandingScan.Result scan = cut.scanCsv(1);
      List<String> left = cut.readCsv(scan);
      assertThat(left.subList(0, complete), equalTo(all.subList(0, complete)));
      // What is left of a record in two lines is two.
      assertThat(left.size() - complete, is(lessThanOrEqualTo(2)));
      assertThat(scan.records(), is((long) left.size()));
    }
  }

  @Test
  void aLookAheadThatFailed_isNotGoneAgainForEveryLine() {
    // Every line goes from outside quotes to inside, and from inside to inside.
    int lines = 600_000;
    Delivered delivered = new Delivered(text(lines), 1 << 20, 1 << 20);

    LandingScan.Result scan = delivered.scanCsv(1);

    assertThat(scan.records(), is((long) lines));
  }

  private static byte[] text(int lines) {
    return ("a,b\n" + "x\",\",\n".repeat(lines)).getBytes(UTF_8);
  }

  private static String outcome(PlainCsv.Row row) {
    if (row.fields() == null) {
      return BROKEN;
    }
    return row.fields().size() == 2
        ? row.fields().toString()
        : "record.fields: the record has " + row.fields().size() + " fields, the header 2 columns";
  }

  @Provide
  Arbitrary<List<String>> wellFormed() {
    return Arbitraries.of("a,1", "\"a,b\",\"2\"", "\"say \"\"é\"\"\",3", "\"x\ny\",4", "七,5")
        .list()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> nasty() {
    Arbitrary<String> piece =
        Arbitraries.of(
            ",",
            ",",
            "\"",
            "\"",
            "\"\"",
            ",\"",
            "\",",
            "\"\n",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "a",
            "bc d",
            "é",
            "😀",
            "x\",\",",
            "\",x\"",
            "a,b\n",
            "a,\"b\"\n",
            "\"a\nb\",c\r\n");
    // Lines on whose way a failed look-ahead and a later record can meet within quotes.
    Arbitrary<String> line =
        Arbitraries.of("x\",\",\n", "\",\n", "\"\n", "a\n", ",\"\n", "\",b\n", "\"a\n");
    return Arbitraries.oneOf(
        piece.list().ofMaxSize(40).map(pieces -> String.join("", pieces)),
        line.list().ofMaxSize(14).map(lines -> String.join("", lines)));
  }
}
