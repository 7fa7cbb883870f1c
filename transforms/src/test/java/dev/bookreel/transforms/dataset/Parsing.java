package dev.bookreel.transforms.dataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.transforms.parse.Rejected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Parses single records as they stand in tests: JSON in single quotes, CSV as pairs. */
final class Parsing {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Parsing() {}

  static List<DumpRow> json(JsonDump dump, String record) throws Rejected {
    try {
      return dump.parse(new JsonObject(JSON.readTree(record.replace('\'', '"'))));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(record, broken);
    }
  }

  static DumpRow csv(CsvDump dump, Map<String, String> record) throws Rejected {
    return dump.parse(record::get);
  }

  static Map<String, String> with(Map<String, String> record, String column, String value) {
    Map<String, String> changed = new HashMap<>(record);
    changed.put(column, value);
    return changed;
  }

  static void assertRejected(String rule, String message, Executable parsing) {
    Rejected rejected = assertThrows(Rejected.class, parsing);
    assertThat(rejected.rule(), is(rule));
    assertThat(rejected.getMessage(), is(message));
  }

  static void assertRejected(String rule, Executable parsing) {
    assertThat(assertThrows(Rejected.class, parsing).rule(), is(rule));
  }
}
