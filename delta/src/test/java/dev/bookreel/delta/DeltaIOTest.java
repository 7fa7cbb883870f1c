package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaIOTest {
  private static final Schema EVERY_TYPE =
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
          .build();
  private static final Schema PLACES =
      Schema.builder().addStringField("name").addNullableField("place", FieldType.STRING).build();

  @TempDir Path folder;

  @Test
  void everyType_isReadAsItWasWritten() {
    Row[] rows = {
      row(
          EVERY_TYPE,
          "Zoë 😀",
          "",
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          -0.1,
          false,
          LocalDate.of(1899, 12, 31),
          Instant.parse("1899-12-31T23:59:59.999999Z"),
          List.of("b", "", "a")),
      row(
          EVERY_TYPE,
          "later",
          "a\nb\u0000",
          0,
          0L,
          Double.NEGATIVE_INFINITY,
          true,
          LocalDate.of(9999, 12, 31),
          Instant.parse("9999-12-31T23:59:59.000001Z"),
          List.of()),
      row(EVERY_TYPE, "nulls", null, null, null, null, null, null, null, null)
    };
    write(DeltaIO.write(), EVERY_TYPE, rows);
    requireRows(DeltaIO.read(), rows);
    Schema read = table().latest().orElseThrow().schema();
    assertThat(read, is(EVERY_TYPE));
    assertThat(read.getField("name").getDescription(), is("Who."));
  }

  @Test
  void partitionColumns_mayHaveAnyTypeThatHasOneSpelling() {
    String[] partitioned = {"text", "count", "total", "known", "day"};
    Row[] rows = {
      row(EVERY_TYPE, "a", "x", -7, -8L, 0.5, true, LocalDate.of(1969, 1, 2), null, null),
      row(EVERY_TYPE, "b", null, null, null, null, null, null, null, null)
    };
    write(DeltaIO.write().withPartitionColumns(partitioned), EVERY_TYPE, rows);
    requireRows(DeltaIO.read(), rows);
    assertThat(table().latest().orElseThrow().partitionColumns(), is(List.of(partitioned)));
    assertThat(
        table().latest().orElseThrow().files().stream().map(DataFile::partition).toList(),
        containsInAnyOrder(
            Map.of("text", "x", "count", "-7", "total", "-8", "known", "true", "day", "1969-01-02"),
            nulls(partitioned)));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "a b",
        "a/b",
        "100%",
        "a=b",
        "a:b",
        "a#b",
        "ü",
        "😀",
        "%2F",
        "a?b*",
        "..",
        " ",
        "a\\b",
        "__HIVE_DEFAULT_PARTITION__"
      })
  void anyPartitionValue_comesBack(String value) {
    write(
        DeltaIO.write().withPartitionColumns("place"),
        PLACES,
        row(PLACES, "one", value),
        row(PLACES, "other", "x"));
    // Delta has no empty text as a partition's value.
    String expected = "".equals(value) ? null : value;
    requireRows(DeltaIO.read(), row(PLACES, "one", expected), row(PLACES, "other", "x"));
  }

  @Test
  void anAppend_adds_andSaysWhatItCommitted() {
    write(DeltaIO.write(), new CommitResult(0, true, 1, 0), PLACES, place("one"));
    write(DeltaIO.write(), new CommitResult(1, true, 1, 0), PLACES, place("two"), place("two"));
    requireRows(DeltaIO.read(), place("one"), place("two"), place("two"));
  }

  @Test
  void aReplacement_leavesNothingElse() {
    write(DeltaIO.write().withPartitionColumns("place"), PLACES, row(PLACES, "a", "x"), place("b"));
    DeltaIO.Write replace =
        DeltaIO.write().withMode(DeltaIO.Mode.REPLACE).withPartitionColumns("place");
    write(replace, new CommitResult(1, true, 1, 2), PLACES, place("c"));
    requireRows(DeltaIO.read(), place("c"));
    write(replace, new CommitResult(2, true, 0, 1), PLACES);
    requireRows(DeltaIO.read());
  }

  @Test
  void replacedPartitions_areThoseThatGetRows() {
    write(
        DeltaIO.write().withPartitionColumns("place"),
        PLACES,
        row(PLACES, "kept", "x"),
        row(PLACES, "old", "y"),
        row(PLACES, "old", null));
    DeltaIO.Write replace =
        DeltaIO.write().withMode(DeltaIO.Mode.REPLACE_PARTITIONS).withPartitionColumns("place");
    write(
        replace,
        new CommitResult(1, true, 2, 2),
        PLACES,
        row(PLACES, "new", "y"),
        row(PLACES, "new", ""));
    Row[] expected = {row(PLACES, "kept", "x"), row(PLACES, "new", "y"), row(PLACES, "new", null)};
    requireRows(DeltaIO.read(), expected);
    write(replace, new CommitResult(2, true, 0, 0), PLACES);
    requireRows(DeltaIO.read(), expected);
  }

  @Test
  void noRows_makeAnEmptyTable_withItsDescription() throws IOException {
    write(DeltaIO.write().withDescription("A place."), new CommitResult(0, true, 0, 0), PLACES);
    requireRows(DeltaIO.read());
    assertThat(table().latest().orElseThrow().schema(), is(PLACES));
    assertThat(
        Files.readString(Path.of(path(), "_delta_log", "00000000000000000000.json")),
        containsString("\"description\":\"A place.\""));
  }

  @Test
  void theSameTransactionAgain_addsNothing() {
    DeltaIO.Write write = DeltaIO.write().withTransaction("loader", 7);
    write(write, new CommitResult(0, true, 1, 0), PLACES, place("once"));
    write(write, new CommitResult(0, false, 0, 0), PLACES, place("again"));
    write(
        DeltaIO.write().withTransaction("loader", 6),
        new CommitResult(0, false, 0, 0),
        PLACES,
        place("late"));
    write(
        DeltaIO.write().withTransaction("loader", 8),
        new CommitResult(1, true, 1, 0),
        PLACES,
        place("next"));
    requireRows(DeltaIO.read(), place("once"), place("next"));
  }

  @Test
  void aPipelineRunAgain_writesAgain() {
    TestPipeline pipeline = pipeline();
    rows(pipeline, PLACES, place("a")).apply(DeltaIO.write().to(path()));
    pipeline.run().waitUntilFinish();
    pipeline.run().waitUntilFinish();
    requireRows(DeltaIO.read(), place("a"), place("a"));
  }

  @Test
  void aPartition_hasAFileForEachShard() {
    Row[] rows =
        IntStream.range(0, 60)
            .mapToObj(i -> row(PLACES, "row " + i, i % 2 == 0 ? "x" : "y"))
            .toArray(Row[]::new);
    write(DeltaIO.write().withPartitionColumns("place"), PLACES, rows);
    assertThat(table().latest().orElseThrow().files(), hasSize(2));
    write(DeltaIO.write().withPartitionColumns("place").withNumShards(3), PLACES, rows);
    List<DataFile> files = table().latest().orElseThrow().files();
    assertThat(files, hasSize(2 + 6));
    assertThat(files.stream().mapToLong(DataFile::rows).sum(), is(120L));
  }

  @Test
  void windows_makeNoCommitsOfTheirOwn() {
    TestPipeline pipeline = pipeline();
    PCollection<CommitResult> result =
        rows(pipeline, PLACES, place("0"), place("99"))
            .apply(
                WithTimestamps.of(
                    row ->
                        org.joda.time.Instant.ofEpochMilli(Long.parseLong(row.getString("name")))))
            .setRowSchema(PLACES)
            .apply(Window.into(FixedWindows.of(Duration.millis(50))))
            .apply(DeltaIO.write().to(path()));
    PAssert.thatSingleton(result).isEqualTo(new CommitResult(0, true, 1, 0));
    pipeline.run().waitUntilFinish();
    requireRows(DeltaIO.read(), place("0"), place("99"));
  }

  @Test
  void rows_mayLackNullableColumns() {
    write(DeltaIO.write(), PLACES, row(PLACES, "full", "x"));
    Schema narrow = Schema.builder().addStringField("name").build();
    write(DeltaIO.write(), narrow, row(narrow, "narrow"));
    requireRows(DeltaIO.read(), row(PLACES, "full", "x"), row(PLACES, "narrow", null));
    assertThat(table().latest().orElseThrow().schema(), is(PLACES));
  }

  @Test
  void chosenColumns_comeInTheOrderAskedFor() {
    write(
        DeltaIO.write().withPartitionColumns("text"),
        EVERY_TYPE,
        row(EVERY_TYPE, "a", "x", 1, 2L, null, true, null, null, List.of("t")));
    Schema chosen =
        Schema.builder()
            .addNullableField("tags", FieldType.array(FieldType.STRING))
            .addNullableField("text", FieldType.STRING)
            .addNullableField("total", FieldType.INT64)
            .build();
    requireRows(
        DeltaIO.read().withColumns("tags", "text", "total"), row(chosen, List.of("t"), "x", 2L));
    requireRows(
        DeltaIO.read().withColumns("text"),
        row(Schema.builder().addNullableField("text", FieldType.STRING).build(), "x"));
  }

  @Test
  void anEarlierVersion_isReadAsItWas() {
    write(DeltaIO.write(), PLACES, place("a"));
    write(DeltaIO.write().withMode(DeltaIO.Mode.REPLACE), PLACES, place("b"));
    requireRows(DeltaIO.read().withVersion(0), place("a"));
    requireRows(DeltaIO.read(), place("b"));
  }

  @Test
  void aRead_isFixedToItsVersionWhenThePipelineIsBuilt() {
    write(DeltaIO.write(), PLACES, place("a"));
    TestPipeline reading = pipeline();
    PAssert.that(reading.apply(DeltaIO.read().from(path()))).containsInAnyOrder(place("a"));
    write(DeltaIO.write(), PLACES, place("b"));
    reading.run().waitUntilFinish();
  }

  @Test
  void aBuilder_isNotChangedByItsCopies() {
    DeltaIO.Write write = DeltaIO.write();
    write.withPartitionColumns("nowhere").withMode(DeltaIO.Mode.REPLACE).to("elsewhere");
    write(write, PLACES, place("a"));
    write(write, PLACES, place("b"));
    requireRows(DeltaIO.read(), place("a"), place("b"));
  }

  @Test
  void shards_dependOnContentAlone() {
    for (int i = 0; i < 100; i++) {
      int shard = WriteRows.shard(place("row " + i), 7);
      assertThat(shard, lessThanOrEqualTo(6));
      assertThat(WriteRows.shard(place("row " + i), 7), is(shard));
      assertThat(WriteRows.shard(place("row " + i), 1), is(0));
    }
  }

  private String path() {
    return folder.resolve("t").toString();
  }

  private DeltaTable table() {
    return DeltaTable.at(path());
  }

  private void write(DeltaIO.Write write, Schema schema, Row... rows) {
    write(write, null, schema, rows);
  }

  private void write(DeltaIO.Write write, CommitResult expected, Schema schema, Row... rows) {
    TestPipeline pipeline = pipeline();
    PCollection<CommitResult> result = rows(pipeline, schema, rows).apply(write.to(path() + "/"));
    if (expected != null) {
      PAssert.thatSingleton(result).isEqualTo(expected);
    }
    pipeline.run().waitUntilFinish();
  }

  private void requireRows(DeltaIO.Read read, Row... expected) {
    TestPipeline pipeline = pipeline();
    PCollection<Row> rows = pipeline.apply(read.from(path()));
    PAssert.that(rows).containsInAnyOrder(expected);
    if (expected.length > 0) {
      assertThat(rows.getSchema(), is(expected[0].getSchema()));
    }
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<Row> rows(TestPipeline pipeline, Schema schema, Row... rows) {
    return pipeline.apply(Create.of(Arrays.asList(rows)).withRowSchema(schema));
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }

  private static Map<String, String> nulls(String... columns) {
    Map<String, String> nulls = new HashMap<>();
    for (String column : columns) {
      nulls.put(column, null);
    }
    return nulls;
  }

  private static Row place(String name) {
    return row(PLACES, name, null);
  }

  private static Row row(Schema schema, Object... values) {
    return Row.withSchema(schema).addValues(Arrays.asList(values)).build();
  }
}
