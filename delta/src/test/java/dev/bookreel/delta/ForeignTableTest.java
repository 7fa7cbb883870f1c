package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.delta.storage.StoragePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.values.Row;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other writers spell in another way is read as they meant it, or refused. */
class ForeignTableTest {
  private static final Schema SCHEMA =
      Schema.builder()
          .addNullableField("place", FieldType.STRING)
          .addNullableField("at", FieldType.logicalType(SqlTypes.TIMESTAMP))
          .addNullableField("total", FieldType.INT64)
          .addNullableField("tags", FieldType.array(FieldType.STRING))
          .build();

  @TempDir Path folder;
  private final List<Row> rows = new ArrayList<>();

  @BeforeEach
  void create() {
    table().commit(Commit.schemaOnly().withSchema(SCHEMA, List.of("place"), "Rows."));
  }

  @Test
  void anEmptyPartitionValueInTheLog_isNull() throws IOException {
    Map<String, String> none = Collections.singletonMap("place", null);
    Row row = Row.withSchema(SCHEMA).addValues(null, null, 5L, null).build();
    table().commit(Commit.append(List.of(RowFile.write(path(), SCHEMA, none, List.of(row)))));
    rewriteLog(1, "{\"place\":null}", "{\"place\":\"\"}");

    Snapshot snapshot = table().latest().orElseThrow();
    read(snapshot.files().get(0));
    assertThat(rows, contains(row));
    assertThat(table().changedPartitions(0, 1).orElseThrow(), is(Set.of(none)));
    Commit replace = Commit.replacePartitions(Set.of(none), List.of());
    assertThat(table().commit(replace), is(new CommitResult(2, true, 0, 1)));
  }

  @Test
  void aRemoveThatDoesNotTellItsPartition_mayBeOfAny() throws IOException {
    Map<String, String> place = Map.of("place", "a");
    Row row = Row.withSchema(SCHEMA).addValues(null, null, 5L, null).build();
    DataFile file = RowFile.write(path(), SCHEMA, place, List.of(row));
    table().commit(Commit.append(List.of(file)));
    table().commit(Commit.replacePartitions(Set.of(place), List.of()));
    assertThat(table().changedPartitions(1, 2).orElseThrow(), is(Set.of(place)));

    rewriteLog(2, "\"partitionValues\":{\"place\":\"a\"},", "");

    assertThat(table().changedPartitions(1, 2).isEmpty(), is(true));
    Commit looksElsewhere =
        Commit.merge(List.of(), List.of())
            .withReadVersion(1)
            .withReadPartitions(Set.of(Map.of("place", "b")));
    assertThat(
        assertThrows(ConflictException.class, () -> table().commit(looksElsewhere)).getMessage(),
        containsString("removed rows that this commit was decided on"));
  }

  @Test
  void aListOfOtherThanText_isRefused() throws IOException {
    rewriteLog(0, "\\\"elementType\\\":\\\"string\\\"", "\\\"elementType\\\":\\\"long\\\"");
    assertThat(
        assertThrows(DeltaException.class, () -> table().latest()).getMessage(),
        is(
            "the table cannot be read: its column tags has the type"
                + " {\"type\":\"array\",\"elementType\":\"long\",\"containsNull\":false}. Read the"
                + " table with another engine"));
  }

  @Test
  void listsWhoseElementsMayBeNull_areReadUnlessOneIs() throws IOException {
    String list =
        "message row { optional group tags (LIST) { repeated group list {"
            + " optional binary element (STRING); } } }";
    DataFile good =
        file(
            list,
            group -> {
              Group tags = group.addGroup("tags");
              tags.addGroup("list").append("element", "a");
              tags.addGroup("list").append("element", "b");
            },
            group -> group.addGroup("tags"),
            group -> {});
    read(good);
    assertThat(
        rows.stream().map(row -> row.getValue("tags")).toList(),
        is(Arrays.asList(List.of("a", "b"), List.of(), null)));

    DataFile bad = file(list, group -> group.addGroup("tags").addGroup("list"));
    refused(
        bad,
        "its column tags has a list with a null in it. Read the other columns, or use another"
            + " engine");
  }

  @Test
  void whatIsStoredInAnotherWay_isRefused() throws IOException {
    refused(
        file("message row { optional int64 at (TIMESTAMP(MILLIS,true)); }", row -> {}),
        "its column at is stored as INT64 TIMESTAMP(MILLIS,true), which is no"
            + " TIMESTAMP. Write the table's files anew with the engine that made them");
    refused(
        file("message row { optional int96 at; }", row -> {}),
        "its column at is stored as INT96, which is no TIMESTAMP. Write the table's"
            + " files anew with the engine that made them");
    refused(
        file("message row { optional int32 total; }", row -> {}),
        "its column total is stored as INT32, which is no LONG. Write the table's"
            + " files anew with the engine that made them");
  }

  private void refused(DataFile file, String why) {
    assertThat(
        assertThrows(DeltaException.class, () -> read(file)).getMessage(),
        is("cannot read " + file.location(path()) + ": " + why));
  }

  private void read(DataFile file) {
    RowFile.read(path(), file, SCHEMA, SCHEMA, rows::add);
  }

  @SafeVarargs
  private DataFile file(String schema, Consumer<Group>... rowsOfFile) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    String name = "foreign-" + System.nanoTime() + ".parquet";
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(
                new ParquetFiles.Target(StoragePath.of(path() + "/" + name).create()))
            .withType(type)
            .build()) {
      for (Consumer<Group> row : rowsOfFile) {
        Group group = new SimpleGroup(type);
        row.accept(group);
        writer.write(group);
      }
    }
    return new DataFile(
        name, Collections.singletonMap("place", null), 1, 0, rowsOfFile.length, null);
  }

  private void rewriteLog(int version, String from, String to) throws IOException {
    Path log = Path.of(path(), "_delta_log", String.format(Locale.ROOT, "%020d.json", version));
    String before = Files.readString(log);
    assertThat(before, before.contains(from), is(true));
    Files.writeString(log, before.replace(from, to));
  }

  private DeltaTable table() {
    return DeltaTable.at(path());
  }

  private String path() {
    return folder.resolve("t").toString();
  }
}
