package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark with delta-spark, in a process of its own, reads what DeltaIO wrote, and the other way. */
class DeltaIOForeignIT {
  private static final List<String> PLACES =
      Arrays.asList("a b", "a/b", "100%", "a=b", "a:b", "a#b", "ü", "😀", "%2F", "", null);
  private static final Schema SCHEMA =
      Schema.builder()
          .addStringField("name")
          .addNullableField("share", FieldType.DOUBLE)
          .addNullableField("at", FieldType.logicalType(SqlTypes.TIMESTAMP))
          .addNullableField("tags", FieldType.array(FieldType.STRING))
          .addNullableField("place", FieldType.STRING)
          .addNullableField("day", FieldType.logicalType(SqlTypes.DATE))
          .build();
  private static final LocalDate DAY = LocalDate.of(2021, 12, 31);

  @TempDir Path folder;

  @Test
  void anotherEngine_readsWhatWasWritten_andIsRead() throws Exception {
    write();
    JsonNode table =
        foreign(
            "insert into delta.`{lake}/t` select concat('spark ', name), share, null, tags, place,"
                + " day from delta.`{lake}/t` where name like 'n%'");

    JsonNode columns = table.path(1).path("columns");
    assertThat(table.path(0).path("rows").asInt(), is(PLACES.size()));
    assertThat(table.path(1).path("rows").asInt(), is(2 * PLACES.size()));
    assertThat(table.path(0).path("partitionColumns").toString(), is("[\"place\",\"day\"]"));
    assertThat(columns.path("place").path("distinct").asInt(), is(PLACES.size() - 2));
    assertThat(columns.path("place").path("nulls").asInt(), is(4));
    assertThat(columns.path("place").path("max").asText(), is("😀"));
    assertThat(columns.path("day").path("max").asText(), is("2021-12-31"));
    assertThat(columns.path("tags").path("type").asText(), is("array<string>"));
    assertThat(columns.path("tags").path("elements").asInt(), is(4 * PLACES.size()));
    assertThat(columns.path("share").path("sum").asDouble(), is(2 * 55.0));
    assertThat(table.path(0).path("columns").path("at").path("min").asLong(), is(-1L));

    // Without the time stamps: Spark stores them as INT96, which is not read.
    String[] chosen = {"name", "tags", "place", "day"};
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(
            pipeline.apply(
                DeltaIO.read().from(folder.resolve("lake/t").toString()).withColumns(chosen)))
        .containsInAnyOrder(
            Stream.of("", "spark ")
                .flatMap(prefix -> rows(prefix).stream())
                .map(DeltaIOForeignIT::chosen)
                .toList());
    pipeline.run().waitUntilFinish();
  }

  private void write() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(rows("")).withRowSchema(SCHEMA))
        .apply(
            DeltaIO.write()
                .to(folder.resolve("lake/t").toString())
                .withPartitionColumns("place", "day"));
    pipeline.run().waitUntilFinish();
  }

  private static List<Row> rows(String prefix) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PLACES.size(); i++) {
      rows.add(
          Row.withSchema(SCHEMA)
              .addValues(
                  prefix + "n" + i,
                  (double) i,
                  Instant.parse("1969-12-31T23:59:59.999999Z").plusSeconds(i),
                  List.of("x", "y"),
                  PLACES.get(i),
                  DAY)
              .build());
    }
    return rows;
  }

  private static Row chosen(Row row) {
    Schema schema =
        Schema.builder()
            .addFields(
                SCHEMA.getField("name"),
                SCHEMA.getField("tags"),
                SCHEMA.getField("place"),
                SCHEMA.getField("day"))
            .build();
    String place = row.getString("place");
    return Row.withSchema(schema)
        .addValues(
            row.getString("name"),
            row.getArray("tags"),
            place == null || place.isEmpty() ? null : place,
            row.getLogicalTypeValue("day", LocalDate.class))
        .build();
  }

  private JsonNode foreign(String sql) throws IOException, InterruptedException {
    Path out = folder.resolve("foreign.json");
    Path err = folder.resolve("foreign.err");
    int exit =
        new ProcessBuilder(
                "python3",
                Path.of("..", "testdata", "foreign", "check.py").toString(),
                "--lake=" + folder.resolve("lake"),
                "--sql=" + sql)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    assertThat(Files.readString(err), exit, is(0));
    return new ObjectMapper().readTree(out.toFile()).path("t");
  }
}
