package dev.bookreel.delta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaTableTest {
  private static final Schema SCHEMA =
      Schema.builder()
          .addField(Field.of("name", FieldType.STRING).withDescription("Who."))
          .addNullableField("text", FieldType.STRING)
          .addNullableField("count", FieldType.INT32)
          .addNullableField("total", FieldType.INT64)
          .addNullableField("share", FieldType.DOUBLE)
          .addNullableField("known", FieldType.BOOLEAN)
          .addNullableField("day", FieldType.logicalType(SqlTypes.DATE))
          .addNullableField("at", FieldType.logicalType(SqlTypes.TIMESTAMP))
          .addNullableField("tags", FieldType.array(FieldType.STRING))
          .addNullableField("place", FieldType.STRING)
          .build();
  private static final List<String> ALL = SCHEMA.getFieldNames();

  @TempDir Path folder;

  @Test
  void everyType_isReadAsItWasWritten() {
    DataFileWriter writer = writer("x");
    byte[] reused = "Zoë 😀".getBytes(UTF_8);
    writer.setString(0, reused, 0, reused.length);
    writer.setString(1, "");
    writer.setInt(2, -7);
    writer.setLong(3, Long.MIN_VALUE);
    writer.setDouble(4, 0.1);
    writer.setBoolean(5, true);
    writer.setInt(6, -25_567);
    writer.setLong(7, -2_208_988_800_000_001L);
    writer.setStrings(8, List.of("a", "b"));
    writer.endRow();
    Arrays.fill(reused, (byte) 'x');
    writer.setString(0, "nulls");
    writer.endRow();
    writer.setString(0, "empty");
    writer.setStrings(8, List.of());
    writer.endRow();
    table().commit(create(Commit.append(List.of(writer.finish()))));

    assertThat(
        rows(),
        contains(
            "Zoë 😀||-7|-9223372036854775808|0.1|true|-25567|-2208988800000001|[a, b]|x",
            "nulls|null|null|null|null|null|null|null|null|x",
            "empty|null|null|null|null|null|null|null|[]|x"));
    Schema read = table().latest().orElseThrow().schema();
    assertThat(read.getField("name").getDescription(), is("Who."));
    assertThat(read.getFieldNames(), is(ALL));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"a b", "a/b", "100%", "a=b", "a:b", "a#b", "ü", "😀", "a+b", "%2F", "a'b", "a?b"})
  void anyPartitionValue_survivesThePathAndTheLog(String value) {
    table().commit(create(Commit.append(List.of(file("row", value)))));

    assertThat(rows(), contains(startsWith("row|")));
    Map<String, String> partition = table().latest().orElseThrow().files().get(0).partition();
    assertThat(partition, is(Collections.singletonMap("place", value)));
  }

  @Test
  void replacingAPartition_leavesTheOthersAlone() {
    table().commit(create(Commit.append(List.of(file("old", "a"), file("kept", "b")))));
    CommitResult result =
        table()
            .commit(
                Commit.replacePartitions(
                    Set.of(Map.of("place", "a")), List.of(file("new", "a"), file("more", "a"))));

    assertThat(result, is(new CommitResult(1, true, 2, 1)));
    assertThat(names(), containsInAnyOrder("new", "more", "kept"));
  }

  @Test
  void replacingAll_removesAll() {
    table().commit(create(Commit.append(List.of(file("old", "a"), file("older", "b")))));
    table().commit(Commit.replace(List.of(file("new", "c"))));
    assertThat(names(), contains("new"));
  }

  @Test
  void aTransactionCommittedAgain_doesNothing() {
    table().commit(create(Commit.append(List.of(file("once", "a")))).withTransaction("app", 7));
    CommitResult again =
        table().commit(Commit.append(List.of(file("twice", "a"))).withTransaction("app", 7));
    assertThat(again, is(new CommitResult(0, false, 0, 0)));
    assertThat(names(), contains("once"));
  }

  @Test
  void aMissingColumn_isAddedAndReadsAsNull() {
    Schema narrow = Schema.builder().addStringField("name").addStringField("place").build();
    DataFileWriter writer = DataFileWriter.create(path(), narrow, Map.of("place", "a"), Set.of());
    writer.setString(0, "old");
    writer.endRow();
    table()
        .commit(
            Commit.append(List.of(writer.finish())).withSchema(narrow, List.of("place"), "Rows."));
    table().commit(create(Commit.schemaOnly()));

    assertThat(rows(), contains("old|null|null|null|null|null|null|null|null|a"));
    assertThat(table().commit(create(Commit.schemaOnly())), is(new CommitResult(1, false, 0, 0)));
  }

  @Test
  void statistics_haveBoundsOfEveryColumn() throws IOException {
    String longText = "ü".repeat(40);
    DataFileWriter writer = writer("x");
    writer.setString(0, longText);
    writer.setInt(6, 1);
    writer.setLong(7, 1_500L);
    writer.endRow();
    JsonNode stats = new ObjectMapper().readTree(writer.finish().stats());
    assertThat(stats.path("numRecords").asLong(), is(1L));
    assertThat(stats.path("minValues").path("name").asText(), is("ü".repeat(32)));
    assertThat(stats.path("maxValues").path("name").asText(), is("ü".repeat(32) + "\uDBFF\uDFFF"));
    assertThat(stats.path("minValues").path("at").asText(), is("1970-01-01T00:00:00.001Z"));
    assertThat(stats.path("maxValues").path("at").asText(), is("1970-01-01T00:00:00.002Z"));
    assertThat(stats.path("maxValues").path("day").asText(), is("1970-01-02"));
    assertThat(stats.path("nullCount").path("text").asLong(), is(1L));
  }

  @Test
  void writersAtTheSameTime_loseNoCommit() throws Exception {
    table().commit(create(Commit.schemaOnly()));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        String name = "writer " + thread;
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    table().commit(Commit.append(List.of(file(name, "a"))));
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(names(), hasSize(40));
    assertThat(table().latest().orElseThrow().version(), is(40L));
  }

  @Test
  void aTableWithDeletionVectors_isRefusedByName() throws IOException {
    table().commit(create(Commit.schemaOnly()));
    Files.writeString(
        folder.resolve("t/_delta_log/00000000000000000001.json"),
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"deletionVectors\"],\"writerFeatures\":[\"deletionVectors\"]}}\n");
    DeltaException refused = assertThrows(DeltaException.class, () -> table().latest());
    assertThat(refused.getMessage(), containsString("features [deletionVectors]"));
  }

  @Test
  void aMissingTable_isNone() {
    assertThat(DeltaTable.at(folder + "/none").latest(), is(Optional.empty()));
  }

  private DeltaTable table() {
    return DeltaTable.at(path());
  }

  private String path() {
    return folder.resolve("t").toString();
  }

  private static Commit create(Commit commit) {
    return commit.withSchema(SCHEMA, List.of("place"), "Rows.");
  }

  private DataFileWriter writer(String place) {
    return DataFileWriter.create(
        path(), SCHEMA, Collections.singletonMap("place", place), Set.of("text"));
  }

  private DataFile file(String name, String place) {
    DataFileWriter writer = writer(place);
    writer.setString(0, name);
    writer.endRow();
    return writer.finish();
  }

  private List<String> names() {
    return rows().stream().map(row -> row.substring(0, row.indexOf('|'))).toList();
  }

  private List<String> rows() {
    Snapshot snapshot = table().latest().orElseThrow();
    List<String> rows = new ArrayList<>();
    for (DataFile file : snapshot.files()) {
      try (DataFileReader reader = DataFileReader.open(path(), file, snapshot.schema(), ALL)) {
        while (reader.next()) {
          List<String> values = new ArrayList<>();
          for (int column = 0; column < ALL.size(); column++) {
            values.add(value(reader, column));
          }
          rows.add(String.join("|", values));
        }
      }
    }
    return rows;
  }

  private static String value(DataFileReader reader, int column) {
    if (reader.isNull(column)) {
      return "null";
    }
    return switch (ColumnType.of(SCHEMA.getField(column))) {
      case STRING -> reader.getString(column);
      case INT, DATE -> Integer.toString(reader.getInt(column));
      case LONG, TIMESTAMP -> Long.toString(reader.getLong(column));
      case DOUBLE -> Double.toString(reader.getDouble(column));
      case BOOLEAN -> Boolean.toString(reader.getBoolean(column));
      case STRINGS -> reader.getStrings(column).toString();
    };
  }
}
