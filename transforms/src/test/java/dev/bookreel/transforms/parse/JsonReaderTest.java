package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @Test
  void rawIsWhatWasDelivered() {
    assertThat(
        records("[\n  {\n    \"a\": 1\n  },\n  {}\n]\n"),
        contains("1 {\"a\":1} {\n    \"a\": 1\n  }", "2 {} {}"));
  }

  @Test
  void elementsThatAreNoObjectsAreRejectedAlone() {
    assertThat(
        records("[1, \"x,]\", null,[{}] ,true,{\"a\":1}]"),
        contains(
            "1 record.object: the record is not an object but NUMBER 1",
            "2 record.object: the record is not an object but STRING \"x,]\"",
            "3 record.object: the record is not an object but NULL null",
            "4 record.object: the record is not an object but ARRAY [{}]",
            "5 record.object: the record is not an object but BOOLEAN true",
            "6 {\"a\":1} {\"a\":1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"x\ny\"}",
        "{\"a\":tru}",
        "{/**/}",
        "nope",
        "{\"a\":1 \"b\":2}",
        "{{}}",
        "{\"a\":1,\"a\":2}",
        "{\0\0\0",
      })
  void whatIsNotJsonInBalancedBracketsIsRejectedAlone(String bad) {
    List<String> records = records("[{}," + bad + (bad.indexOf('\0') < 0 ? "" : "}") + ",{}]");
    assertThat(records, hasSize(3));
    assertThat(records.get(0), is("1 {} {}"));
    assertThat(records.get(1), startsWith("2 record.json: the record is not JSON: "));
    assertThat(records.get(2), is("3 {} {}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": | record.json: the record is not JSON: Unexpected end-of-input",
        "{\"a\":\"x | record.json: the record is not JSON: Unexpected end-of-input",
        "{\"a\":\"\\ | record.json: the record is not JSON: Unexpected end-of-input",
        "{\"a\":1} {} | record.json: the record is not JSON: Trailing token",
        "{\"a\":1}} | record.json: the record is not JSON: Unexpected close marker '}'",
        "{},{} | record.json: the record is not JSON: Unexpected character (','",
        "] | record.json: the record is not JSON: Unexpected close marker ']'",
        "12 | record.object: the record is not an object but NUMBER",
      })
  void aBadLineIsRejectedAlone(String bad, String message) {
    for (String lineBreak : List.of("\n", "\r\n")) {
      List<String> records = records("{}" + lineBreak + bad + lineBreak + "{\"b\":2}");
      assertThat(records, hasSize(3));
      assertThat(records.get(0), is("1 {} {}"));
      assertThat(records.get(1), startsWith("2 " + message));
      assertThat(records.get(2), is("3 {\"b\":2} {\"b\":2}"));
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRejected_alsoThoseThatJacksonTakes() {
    assertThat(textOf(0xE9), contains("1 record.utf8: the record is not UTF-8 {\"a\":\"\uFFFD\"}"));
    assertThat(
        textOf(0xED, 0xA0, 0x80),
        contains("1 record.utf8: the record is not UTF-8 {\"a\":\"\uFFFD\"}"));
  }

  private static List<String> textOf(int... letters) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes("[{\"a\":\"".getBytes(UTF_8));
    for (int letter : letters) {
      json.write(letter);
    }
    json.writeBytes("\"}]".getBytes(UTF_8));
    Delivered delivered = Delivered.of(json.toByteArray()).inWindowsOf(2);
    return delivered.readJson(delivered.scanJson(1));
  }

  @Test
  void nestingIsReadUpTo64Levels() {
    String deepest = "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
    String deeper = "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";
    String abyss = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    String mixed = "{\"a\":[".repeat(5_000) + "]}".repeat(5_000);
    List<String> records =
        records("[" + String.join(",", deepest, deeper, abyss, mixed, "{}") + "]");
    assertThat(records.get(0), is("1 " + deepest + " " + deepest));
    for (int i = 1; i < 4; i++) {
      assertThat(
          records.get(i),
          startsWith(i + 1 + " record.json: the record is not JSON: Depth (65) exceeds"));
    }
    assertThat(records.get(4), is("5 {} {}"));
  }

  @Test
  void aNumberOfEndlessDigitsIsRejectedAlone() {
    List<String> records = records("[{\"a\":" + "9".repeat(100_000) + "},{}]");
    assertThat(
        records.get(0),
        startsWith("1 record.json: the record is not JSON: Number length (100000)"));
    assertThat(records.get(1), is("2 {} {}"));
  }

  private static List<String> records(String json) {
    Delivered delivered = Delivered.of(json);
    return delivered.readJson(delivered.scanJson(1));
  }
}
