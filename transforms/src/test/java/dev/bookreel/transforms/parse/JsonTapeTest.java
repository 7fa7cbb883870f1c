package dev.bookreel.transforms.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTapeTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private final JsonTape tape = new JsonTape();

  @ParameterizedTest
  @ValueSource(
      strings = {"true", "false", "\"\"", "\"a\\u00e4\"", "7", "-7", "12345678901234567890"})
  void aValueIsTheTextThatJacksonsTreeHasForIt(String json) throws IOException {
    read(json);
    assertThat(tape.text(JsonTape.ROOT), is(JACKSON.readTree(json).asText()));
    assertThat(tape.end(JsonTape.ROOT), is(1));
  }

  /** As a double, two numbers with many digits would be one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0",
        "1.50",
        "1e2",
        "-1E-7",
        "1e400",
        "1.00000000000000000001",
        "9007199254740993"
      })
  void aNumberIsAsItWasWritten(String json) throws IOException {
    read(json);
    assertThat(tape.text(JsonTape.ROOT), is(json));
    assertThat(tape.type(JsonTape.ROOT), is(JsonNodeType.NUMBER));
  }

  @Test
  void fieldsAreFound_alsoBehindOnesThatHoldOthersOfTheirName() throws IOException {
    read("{\"a\":{\"b\":1,\"c\":[{\"b\":2},{\"b\":3}]},\"b\":null,\"d\":[4,{\"b\":5}]}");
    int a = tape.field(JsonTape.ROOT, "a");
    assertThat(tape.text(tape.field(a, "b")), is("1"));
    int c = tape.field(a, "c");
    assertThat(tape.text(tape.field(tape.end(c + 1), "b")), is("3"));
    assertThat(tape.type(tape.field(JsonTape.ROOT, "b")), is(JsonNodeType.NULL));
    int d = tape.field(JsonTape.ROOT, "d");
    assertThat(tape.text(d + 1), is("4"));
    assertThat(tape.field(d, "b"), is(-1)); // an array has no fields
    assertThat(tape.field(JsonTape.ROOT, "c"), is(-1));
    assertThat(tape.field(d + 1, "b"), is(-1));
  }

  @Test
  void eachRecordStartsAnew_alsoAfterOneThatBroke_andOneThatHadMany() throws IOException {
    String many = "[" + "{\"a\":[]},".repeat(50_000) + "0]";
    read(many);
    assertThat(tape.end(JsonTape.ROOT), is(100_002));
    read("{\"a\":1}");
    assertThat(tape.end(JsonTape.ROOT), is(2));
    assertThrows(JsonEOFException.class, () -> read("{\"b\":[{"));
    read("{\"c\":2}");
    assertThat(tape.field(JsonTape.ROOT, "a"), is(-1));
    assertThat(tape.text(tape.field(JsonTape.ROOT, "c")), is("2"));
    read("");
    assertThat(tape.type(JsonTape.ROOT), is(JsonNodeType.MISSING));
  }

  private void read(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      tape.read(parser);
    }
  }
}
