package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DeltaIO does not do, in the words that its user reads. */
class DeltaIORefusalTest {
  private static final Schema ROWS =
      Schema.builder().addStringField("name").addNullableField("place", FieldType.STRING).build();

  @TempDir Path folder;

  @Test
  void aWriteWithoutPath_isRefused() {
    refused(DeltaIO.write(), ROWS, "DeltaIO.write() has no path. Call to(path)");
  }

  @Test
  void aReadWithoutPath_isRefused() {
    assertThat(
        refusal(DeltaIO.read()).getMessage(), is("DeltaIO.read() has no path. Call from(path)"));
  }

  @Test
  void aMissingTable_isNotRead() {
    assertThat(
        refusal(DeltaIO.read().from(path())).getMessage(),
        is("cannot read " + path() + ": there is no Delta table. Check the path"));
  }

  @Test
  void aMissingVersion_isNotRead() {
    create(ROWS);
    for (long version : new long[] {3, -1}) {
      assertThat(
          refusal(DeltaIO.read().from(path()).withVersion(version)).getMessage(),
          is(
              "cannot read version "
                  + version
                  + " of "
                  + path()
                  + ": its latest version is 0. Ask for one from 0 to that"));
    }
  }

  @Test
  void aMissingColumn_isNotRead() {
    create(ROWS);
    assertThat(
        refusal(DeltaIO.read().from(path()).withColumns("name", "Place")).getMessage(),
        is("cannot read " + path() + ": it has no column Place. Its columns are [name, place]"));
  }

  @Test
  void noColumns_areNotRead() {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> DeltaIO.read().withColumns())
            .getMessage(),
        is("DeltaIO.read() needs a column at least. Name one, or leave withColumns() out"));
  }

  @Test
  void anUnknownPartitionColumn_isRefused() {
    refused(
        to().withPartitionColumns("day"),
        ROWS,
        "the rows have no column day to partition by. Their columns are [name, place]");
  }

  @Test
  void partitionColumnsThatCannotBe_areRefused() {
    Schema schema = Schema.builder().addDoubleField("share").addStringField("name").build();
    refused(
        to().withPartitionColumns("share"),
        schema,
        "cannot partition by column share: it is DOUBLE. Partition by a STRING, INT, LONG, BOOLEAN"
            + " or DATE");
    refused(
        to().withPartitionColumns("name", "place"),
        ROWS,
        "all columns are partition columns: files would be empty. Leave one out");
    refused(
        to().withPartitionColumns("place", "place"),
        ROWS,
        "a partition column is named twice: [place, place]. Name it once");
  }

  @Test
  void columnsThatDeltaDoesNotKnow_areRefused() {
    refused(
        to(),
        Schema.builder().addByteField("tiny").build(),
        "column tiny has a type that tables cannot hold: BYTE NOT NULL");
    refused(
        to(),
        Schema.builder().addStringField("first name").build(),
        "column 'first name' has a name that Delta does not allow. Rename it");
    refused(
        to(),
        Schema.builder().addStringField("ID").addStringField("id").build(),
        "column id is there twice: Delta does not tell case apart. Rename one");
  }

  @Test
  void rowsThatDoNotFitTheTable_areRefused() {
    create(ROWS);
    Schema number = Schema.builder().addInt64Field("name").build();
    refused(to(), number, cannotWrite("its column name is STRING, not LONG. Convert the rows"));
    Schema more = Schema.builder().addFields(ROWS.getFields()).addInt32Field("age").build();
    refused(
        to(),
        more,
        cannotWrite(
            "it has no column age. Leave the column out, or add it first with"
                + " Commit.schemaOnly()"));
    Schema nullable = Schema.builder().addNullableField("name", FieldType.STRING).build();
    refused(
        to(),
        nullable,
        cannotWrite(
            "its column name has no nulls, and the rows' may have. Make the rows' column not"
                + " nullable"));
    Schema less = Schema.builder().addNullableField("place", FieldType.STRING).build();
    refused(
        to(),
        less,
        cannotWrite(
            "the rows lack its column name, which has no nulls. Give the rows that column"));
    refused(
        to().withPartitionColumns("place"),
        ROWS,
        cannotWrite("it is partitioned by [], not by [place]. Name the table's partition columns"));
  }

  @Test
  void aTableThatChangedAfterThePipelineWasBuilt_isNotCommittedTo() {
    Pipeline pipeline = pipeline();
    pipeline
        .apply(Create.of(Row.withSchema(ROWS).addValues("a", "x").build()).withRowSchema(ROWS))
        .apply(to());
    create(Schema.builder().addStringField("other").build());
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> pipeline.run().waitUntilFinish());
    assertThat(
        refused.getMessage(),
        containsString(
            cannotWrite(
                "it has no column name. Leave the column out, or add it first with"
                    + " Commit.schemaOnly()")));
    assertThat(DeltaTable.at(path()).latest().orElseThrow().version(), is(0L));
  }

  @Test
  void anEmptyPartitionValue_isNoValueOfAColumnWithoutNulls() {
    Schema schema = Schema.builder().addStringField("name").addStringField("place").build();
    Pipeline pipeline = pipeline();
    pipeline
        .apply(Create.of(Row.withSchema(schema).addValues("a", "").build()).withRowSchema(schema))
        .apply(to().withPartitionColumns("place"));
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> pipeline.run().waitUntilFinish());
    assertThat(
        refused.getMessage(),
        containsString(
            "cannot write a row with an empty place: as a partition's value the empty text is null"
                + " in Delta, and the column has no nulls. Make the column nullable, or give the"
                + " rows another value"));
    assertThat(DeltaTable.at(path()).latest(), is(Optional.empty()));
  }

  @Test
  void partitionsWithoutPartitionColumns_areNotReplaced() {
    refused(
        to().withMode(DeltaIO.Mode.REPLACE_PARTITIONS),
        ROWS,
        "DeltaIO.write() cannot replace partitions without partition columns. Call"
            + " withPartitionColumns(…), or replace the table");
  }

  @Test
  void lessThanOneShard_isRefused() {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> DeltaIO.write().withNumShards(0))
            .getMessage(),
        is("there must be at least 1 shard, not 0"));
  }

  @Test
  void rowsThatNeverEnd_orHaveNoSchema_areRefused() {
    PCollection<Row> rows = pipeline().apply(Create.empty(ROWS));
    rows.setIsBoundedInternal(IsBounded.UNBOUNDED);
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> rows.apply(to())).getMessage(),
        is(
            "DeltaIO.write() commits when all rows are written, and these never end. Give it"
                + " bounded rows"));
    PCollection<Row> bare = pipeline().apply(Create.empty(SerializableCoder.of(Row.class)));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> bare.apply(to())).getMessage(),
        is("DeltaIO.write() got rows without a schema. Call setRowSchema(…) on them"));
  }

  @Test
  void rowsThatFail_leaveNoFileBehind() throws IOException {
    Iterable<Row> rows =
        () ->
            IntStream.range(0, 3)
                .mapToObj(
                    number -> {
                      if (number == 2) {
                        throw new IllegalStateException("the third row is broken");
                      }
                      return Row.withSchema(ROWS).addValues("a", null).build();
                    })
                .iterator();
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class, () -> RowFile.write(path(), ROWS, Map.of(), rows));
    assertThat(failure.getMessage(), is("the third row is broken"));
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile).toList(), is(List.of()));
    }
  }

  private DeltaIO.Write to() {
    return DeltaIO.write().to(path());
  }

  private String path() {
    return folder.resolve("t").toString();
  }

  private String cannotWrite(String why) {
    return "cannot write to " + path() + ": " + why;
  }

  private void create(Schema schema) {
    DeltaTable.at(path()).commit(Commit.schemaOnly().withSchema(schema, List.of(), "Rows."));
  }

  private static void refused(DeltaIO.Write write, Schema schema, String message) {
    PCollection<Row> rows = pipeline().apply(Create.of(Arrays.<Row>asList()).withRowSchema(schema));
    RuntimeException refused = assertThrows(RuntimeException.class, () -> rows.apply(write));
    assertThat(refused.getMessage(), is(message));
  }

  private static RuntimeException refusal(PTransform<PBegin, PCollection<Row>> read) {
    return assertThrows(RuntimeException.class, () -> pipeline().apply(read));
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }
}
