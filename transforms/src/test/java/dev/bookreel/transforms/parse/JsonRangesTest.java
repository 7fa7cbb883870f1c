package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class JsonRangesTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Property(tries = 2000)
  void anySplitOfAnArrayGivesTheElementsThatJacksonFinds(
      @ForAll("objects") List<String> objects,
      @ForAll("spaces") String space,
      @ForAll @IntRange(min = 1, max = 60) int bytesARange,
      @ForAll @IntRange(min = 1, max = 9) int window)
      throws IOException {
    String text = space + "[" + space + String.join("," + space, objects) + space + "]" + space;
    List<String> expected = new ArrayList<>();
    for (JsonNode node : JACKSON.readTree(text)) {
      expected.add(expected.size() + 1 + " " + node + " " + objects.get(expected.size()));
    }
    assertRead(Format.JSON_ARRAY, expected, text, bytesARange, window);
  }

  @Property(tries = 500)
  void anySplitOfAPrettyPrintedArrayGivesTheSame(
      @ForAll("objects") List<String> objects,
      @ForAll @IntRange(min = 1, max = 60) int bytesARange,
      @ForAll @IntRange(min = 1, max = 9) int window)
      throws IOException {
    ObjectMapper pretty = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    JsonNode array = JACKSON.readTree("[" + String.join(",", objects) + "]");
    Delivered delivered = Delivered.of(pretty.writeValueAsString(array)).inWindowsOf(window);

    List<String> records = delivered.readJson(delivered.scanJson(bytesARange));

    assertThat(records.size(), is(array.size()));
    for (int i = 0; i < array.size(); i++) {
      assertThat(records.get(i), startsWith(i + 1 + " " + array.get(i) + " {"));
    }
  }

  @Property(tries = 1000)
  void anySplitOfLinesGivesTheObjectsOfTheLines(
      @ForAll("objects") List<String> objects,
      @ForAll("breaks") String lineBreak,
      @ForAll @IntRange(min = 1, max = 60) int bytesARange,
      @ForAll @IntRange(min = 1, max = 9) int window)
      throws IOException {
    String text = "{}" + lineBreak + String.join(lineBreak, objects);
    List<String> expected = new ArrayList<>(List.of("1 {} {}"));
    for (String object : objects) {
      expected.add(expected.size() + 1 + " " + JACKSON.readTree(object) + " " + object);
    }
    assertRead(Format.JSON_LINES, expected, text, bytesARange, window);
  }

  @Property(tries = 4000)
  void whateverIsDelivered_itIsRefusedOrReadTheSameForAnySplit(
      @ForAll("nasty") String body,
      @ForAll @IntRange(min = 1, max = 30) int bytesARange,
      @ForAll @IntRange(min = 1, max = 9) int window,
      @ForAll @IntRange(min = 3, max = 30) int mostBytes) {
    Delivered whole = new Delivered(body.getBytes(UTF_8), 1 << 20, mostBytes);
    assertThat(
        outcome(whole.inWindowsOf(window), bytesARange), equalTo(outcome(whole, Long.MAX_VALUE)));
  }

  private static void assertRead(
      Format format, List<String> expected, String text, int bytesARange, int window) {
    Delivered delivered = Delivered.of(text).inWindowsOf(window);
    LandingScan.Result scan = delivered.scanJson(bytesARange);
    assertThat(scan.format(), is(format));
    assertThat(delivered.readJson(scan), equalTo(expected));
    assertThat(scan.records(), is((long) expected.size()));
  }

  private static List<String> outcome(Delivered delivered, long bytesARange) {
    try {
      LandingScan.Result scan = delivered.scanJson(bytesARange);
      List<String> records = delivered.readJson(scan);
      assertThat(scan.records(), is((long) records.size()));
      return records;
    } catch (RefusedFile e) {
      return List.of(e.problem() + ": " + e.getMessage());
    }
  }

  @Provide
  Arbitrary<List<String>> objects() {
    Arbitrary<String> text =
        Arbitraries.of(
                "", "\\\"", "\\\\", "\\\\\\\"", "{", "]", "},{", "é", "😀", "\\u00e9", "a,b", "x")
            .list()
            .ofMaxSize(4)
            .map(parts -> "\"" + String.join("", parts) + "\"");
    Arbitrary<String> object =
        Combinators.combine(text, text)
            .as(
                (one, other) ->
                    "{\"a\":" + one + ", \"b\" : [" + other + ",{\"c\":[]},null,1.5],\"d\":{}}");
    return Arbitraries.oneOf(object, Arbitraries.of("{}", "{\"n\":[[1,2],[]]}"))
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> spaces() {
    return Arbitraries.of("", " ", "\n", "\r\n\t");
  }

  @Provide
  Arbitrary<String> breaks() {
    return Arbitraries.of("\n", "\r\n", "\n \n", " \r");
  }

  @Provide
  Arbitrary<String> nasty() {
    Arbitrary<String> token =
        Arbitraries.of(
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"",
            "\\",
            "\n",
            " ",
            "1",
            "null",
            "{}",
            "{\"a\":1}",
            "{}\n",
            "},{",
            "\"x\"",
            "\"\\\"\"",
            "[1,2]",
            "abc");
    Arbitrary<String> tokens = token.list().ofMaxSize(12).map(parts -> String.join("", parts));
    return Arbitraries.oneOf(
        tokens,
        tokens.map(text -> "[" + text + "]"),
        tokens.map(text -> "[{}," + text + "]"),
        token.list().ofMaxSize(8).map(parts -> "[" + String.join(",", parts) + "]"),
        tokens.map(text -> "{}\n" + text));
  }
}
