package dev.bookreel.transforms.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.JsonReader;
import dev.bookreel.transforms.parse.JsonTape;
import dev.bookreel.transforms.parse.LandingScan;
import dev.bookreel.transforms.parse.Rejected;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Parses single records as they stand in tests: JSON in single quotes, CSV as pairs. */
final class Parsing {
  private Parsing() {}

  static List<DumpRow> json(JsonDump dump, String record) throws Rejected {
    return dump.parse(new JsonObject(json(record)));
  }

  /** A record, read as the only one of a file. */
  static JsonTape json(String record) throws Rejected {
    byte[] file = ("[" + record.replace('\'', '"') + "]").getBytes(UTF_8);
    LandingScan.Result scan = LandingScan.ofJson(new ByteArrayInputStream(file), Long.MAX_VALUE);
    FileRange range = scan.ranges("memory", "records.json", 0, false).get(0);
    int begin = (int) range.begin();
    ByteArrayInputStream in = new ByteArrayInputStream(file, begin, (int) range.end() - begin);
    try (JsonReader reader = new JsonReader(in, range)) {
      assertThat(reader.next(), is(true));
      return reader.object();
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
