package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables that a merge by copying files would damage are refused, with the name of what they have.
 */
class UnsupportedTableTest {
  private static final String OLD = "\"minReaderVersion\":1,\"minWriterVersion\":2";
  private static final String FEATURES =
      "\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[%1$s],"
          + "\"writerFeatures\":[%1$s]";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"deletionVectors", "columnMapping", "timestampNtz", "v2Checkpoint", "typeWidening"})
  void aReaderFeature_isNamed(String feature) throws IOException {
    table(FEATURES.formatted("\"" + feature + "\""), "{}", "{}");
    assertThat(refusal(), containsString(feature));
  }

  @Test
  void anUnknownFeature_isNamed() throws IOException {
    table(FEATURES.formatted("\"fromTheFuture\""), "{}", "{}");
    assertThat(refusal(), containsString("fromTheFuture"));
  }

  @Test
  void aNewerWriter_isNamed() throws IOException {
    table("\"minReaderVersion\":1,\"minWriterVersion\":4", "{}", "{}");
    assertThat(refusal(), containsString("its protocol is reader 1, writer 4"));
  }

  @Test
  void columnMapping_isNamed() throws IOException {
    table(OLD, "{\"delta.columnMapping.mode\":\"name\"}", "{}");
    assertThat(refusal(), containsString("it has the property delta.columnMapping.mode"));
  }

  @Test
  void aConstraint_isNamed() throws IOException {
    table(OLD, "{\"delta.constraints.positive\":\"a > 0\"}", "{}");
    assertThat(refusal(), containsString("it has the property delta.constraints.positive"));
  }

  @ParameterizedTest
  @CsvSource({
    "delta.generationExpression,delta.generationExpression",
    "delta.identity.start,delta.identity.",
    "delta.invariants,delta.invariants"
  })
  void aColumnThatTheTableFills_isNamed(String key, String named) throws IOException {
    table(OLD, "{}", "{\"" + key + "\":\"1\"}");
    assertThat(refusal(), containsString("a column has " + named));
  }

  @Test
  void aPlainTable_isNotRefused() throws IOException {
    table(OLD, "{\"delta.columnMapping.mode\":\"none\"}", "{\"comment\":\"Why.\"}");
    Optional<Snapshot> snapshot = DeltaTable.at(path()).latest();
    assertThat(snapshot.orElseThrow().schema().getField("a").getDescription(), is("Why."));
  }

  /** Nothing is committed, either. */
  private String refusal() {
    Schema schema = Schema.builder().addNullableField("a", Schema.FieldType.STRING).build();
    Commit commit = Commit.append(List.of()).withSchema(schema, List.of(), "Rows.");
    DeltaException refused =
        assertThrows(DeltaException.class, () -> DeltaTable.at(path()).commit(commit));
    assertThat(Files.exists(folder.resolve("t/_delta_log/00000000000000000001.json")), is(false));
    return refused.getMessage();
  }

  private String path() {
    return folder.resolve("t").toString();
  }

  private void table(String protocol, String properties, String columnMetadata) throws IOException {
    Path log = Files.createDirectories(folder.resolve("t/_delta_log"));
    String schema =
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"string\",\"nullable\":true,"
            + "\"metadata\":"
            + columnMetadata
            + "}]}";
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        "{\"protocol\":{"
            + protocol
            + "}}\n{\"metaData\":{\"id\":\"x\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
            + "\"schemaString\":\""
            + schema.replace("\"", "\\\"")
            + "\",\"partitionColumns\":[],\"configuration\":"
            + properties
            + ",\"createdTime\":1}}\n");
  }
}
