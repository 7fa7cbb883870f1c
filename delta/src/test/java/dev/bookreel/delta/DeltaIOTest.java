package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaIOTest {
  private static final Schema SCHEMA =
      Schema.builder()
          .addStringField("name")
          .addNullableField("count", FieldType.INT32)
          .addNullableField("total", FieldType.INT64)
          .addNullableField("share", FieldType.DOUBLE)
          .addNullableField("known", FieldType.BOOLEAN)
          .addNullableField("born", FieldType.logicalType(SqlTypes.DATE))
          .addNullableField("at", FieldType.logicalType(SqlTypes.TIMESTAMP))
          .addNullableField("tags", FieldType.array(FieldType.STRING))
          .addNullableField("place", FieldType.STRING)
          .addNullableField("day", FieldType.logicalType(SqlTypes.DATE))
          .build();
  private static final LocalDate DAY = LocalDate.of(1899, 12, 31);

  @TempDir Path folder;

  @Test
  void everyTypeAndPartition_comesBackAsItWent() {
    List<Row> rows =
        Arrays.asList(
            Row.withSchema(SCHEMA)
                .addValues(
                    "Zoë 😀",
                    -7,
                    Long.MIN_VALUE,
                    0.1,
                    true,
                    LocalDate.of(1750, 1, 2),
                    Instant.parse("1899-12-31T23:59:59.999999Z"),
                    List.of("a", ""),
                    "a b/ü%=:#😀",
                    DAY)
                .build(),
            row("nulls", null, null),
            row("other", "x", DAY));

    assertThat(write(DeltaIO.write().withPartitionColumns("place", "day"), rows), is(0L));

    requireRows(DeltaIO.read(), rows);
  }

  @Test
  void appendReplaceAndReplacePartitions_doAsTheySay() {
    DeltaIO.Write write = DeltaIO.write().withPartitionColumns("place").withNumShards(2);
    write(write, List.of(row("1", "a", DAY), row("2", "b", DAY)));
    assertThat(write(write.withTransaction("2"), List.of(row("3", "a", DAY))), is(1L));
    requireRows(
        DeltaIO.read(), List.of(row("1", "a", DAY), row("2", "b", DAY), row("3", "a", DAY)));

    write(
        write.withTransaction("3").withMode(DeltaIO.Mode.REPLACE_PARTITIONS),
        List.of(row("4", "a", DAY)));
    requireRows(DeltaIO.read(), List.of(row("2", "b", DAY), row("4", "a", DAY)));

    write(write.withTransaction("4").withMode(DeltaIO.Mode.REPLACE), List.of());
    requireRows(DeltaIO.read(), List.of());
    requireRows(DeltaIO.read().withVersion(0), List.of(row("1", "a", DAY), row("2", "b", DAY)));
  }

  @Test
  void theSameTransactionAgain_addsNothing() {
    DeltaIO.Write write = DeltaIO.write().withTransaction("night-1");
    write(write, List.of(row("1", "a", DAY)));
    assertThat(write(write, List.of(row("2", "a", DAY))), is(0L));
    requireRows(DeltaIO.read(), List.of(row("1", "a", DAY)));
  }

  @Test
  void chosenColumns_areReadInTheirOrder() {
    write(DeltaIO.write(), List.of(row("1", "a", DAY)));
    Schema two =
        Schema.builder().addFields(SCHEMA.getField("day"), SCHEMA.getField("name")).build();
    requireRows(
        DeltaIO.read().withColumns("day", "name"),
        List.of(Row.withSchema(two).addValues(DAY, "1").build()));
  }

  @Test
  void whatCannotBeDone_isSaidWhenThePipelineIsBuilt() {
    assertThat(
        refused(() -> read(DeltaIO.read().from(path()))),
        is("cannot read " + path() + ": there is no table. Name its folder"));
    write(DeltaIO.write(), List.of(row("1", "a", DAY)));
    assertThat(
        refused(() -> read(DeltaIO.read().from(path()).withColumns("nme"))),
        is(
            "cannot read "
                + path()
                + ": it has no column nme. There are "
                + String.join(", ", SCHEMA.getFieldNames())));
    assertThat(
        refused(() -> write(DeltaIO.write().withPartitionColumns("share"), List.of())),
        is(
            "cannot write "
                + path()
                + ": the column share is DOUBLE, and tables are partitioned by texts, INT32 or"
                + " dates. Choose another column"));
    IllegalArgumentException missing =
        assertThrows(IllegalArgumentException.class, () -> read(DeltaIO.read()));
    assertThat(missing.getMessage(), is("the table's path is missing: give to(…) or from(…)"));
  }

  private static String refused(Runnable built) {
    return assertThrows(DeltaException.class, built::run).getMessage();
  }

  private long write(DeltaIO.Write write, List<Row> rows) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<CommitResult> results =
        pipeline.apply(Create.of(rows).withRowSchema(SCHEMA)).apply(write.to(path()));
    PAssert.that(results)
        .satisfies(
            committed -> {
              long version = committed.iterator().next().version();
              assertThat(version >= 0, is(true));
              return null;
            });
    pipeline.run().waitUntilFinish();
    return DeltaTable.at(path()).latest().orElseThrow().version();
  }

  private static void read(DeltaIO.Read read) {
    TestPipeline.create().enableAbandonedNodeEnforcement(false).apply(read);
  }

  private void requireRows(DeltaIO.Read read, List<Row> rows) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(pipeline.apply(read.from(path()))).containsInAnyOrder(rows);
    pipeline.run().waitUntilFinish();
  }

  private String path() {
    return folder.resolve("t").toString();
  }

  private static Row row(String name, String place, LocalDate day) {
    return Row.withSchema(SCHEMA)
        .addValues(name, null, null, null, null, null, null, null, place, day)
        .build();
  }
}
