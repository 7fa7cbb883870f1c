package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.DeltaTable;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.testdata.Sample;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark with delta-spark, in processes of its own and without a line of our code, reads every
 * version of every table, and writes to one.
 */
class ForeignEngineIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void everyVersionReadsTheSame_andWhatAnotherEngineAppendsIsRespected() throws Exception {
    Path lake = folder.resolve("lake");
    run(lake, "--date=2021-12-31", Sample.internal(), Sample.vendor());
    Nights nights = new Nights(3);
    for (int night = 1; night <= 1; night++) {
      Path internal = folder.resolve("internal" + night);
      Path vendor = folder.resolve("vendor" + night);
      nights.deliver(LocalDate.of(2022, 1, night), internal, vendor);
      run(lake, "--date=2022-01-0" + night, internal, vendor);
    }
    Lakes.done("optimize", "--lake=" + lake);

    JsonNode tables =
        foreign(
            lake,
            "insert into delta.`{lake}/trusted/books`"
                + " (name, author, name_key, author_key, valid_from) values"
                + " ('Foreign', 'Nobody', 'foreign', 'nobody', date'2022-01-01')");

    assertThat(tables.size(), is(Tables.all().size()));
    for (Table table : Tables.all()) {
      JsonNode versions = tables.path(table.name());
      assertThat(table.name(), versions.isEmpty(), is(false));
      for (JsonNode version : versions) {
        requireSame(lake, table, version);
      }
    }

    Path internal = folder.resolve("internal3");
    Path vendor = folder.resolve("vendor3");
    nights.deliver(LocalDate.of(2022, 1, 3), internal, vendor);
    run(lake, "--date=2022-01-03", internal, vendor);
    assertThat(
        Lakes.rows(lake, List.of("trusted.books where name = 'Foreign' and valid_to is null"))
            .values()
            .iterator()
            .next(),
        hasSize(1));
    String deleted =
        Lakes.done(
                "query",
                "--lake=" + lake,
                "--output=csv",
                "--sql=select deleted_on from trusted.books where name = 'Foreign'")
            .out();
    assertThat(deleted, is("deleted_on\n2022-01-03\n"));
  }

  private static void run(Path lake, String date, Path internal, Path vendor) {
    Lakes.done(
        "run",
        "--lake=" + lake,
        date,
        "--internal=" + internal,
        "--vendor=" + vendor,
        "--runner=DirectRunner",
        "--accept=shrink");
  }

  private JsonNode foreign(Path lake, String sql) throws IOException, InterruptedException {
    Path out = folder.resolve("foreign.json");
    Path err = folder.resolve("foreign.err");
    Process check =
        new ProcessBuilder(
                "python3",
                Sample.root().resolve("testdata/foreign/check.py").toString(),
                "--lake=" + lake,
                "--sql=" + sql)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      int code = check.waitFor();
      assertThat(Files.readString(err), code, is(0));
    } finally {
      check.destroyForcibly();
    }
    return JSON.readTree(out.toFile());
  }

  /** Our engine's sums, by DuckDB over the files that our own snapshot names. */
  private static void requireSame(Path lake, Table table, JsonNode foreign) {
    DeltaTable delta = DeltaTable.at(lake.resolve(table.name()).toString());
    Snapshot snapshot = delta.at(foreign.path("version").asLong()).orElseThrow();
    String what = table.name() + " version " + snapshot.version();
    assertThat(what, (long) snapshot.files().size(), is(foreign.path("files").asLong()));
    assertThat(
        what,
        snapshot.files().stream().mapToLong(DataFile::rows).sum(),
        is(foreign.path("rows").asLong()));
    if (snapshot.files().isEmpty()) {
      return;
    }
    List<String> sums = new ArrayList<>();
    for (Field field : snapshot.schema().getFields()) {
      String name = field.getName();
      JsonNode column = foreign.path("columns").path(name);
      sums.add("count(*) - count(" + name + ") as \"" + name + " nulls\"");
      column
          .fieldNames()
          .forEachRemaining(
              sum -> {
                String sql = sql(sum, name, column.path("type").asText());
                if (sql != null) {
                  sums.add(sql + " as \"" + name + " " + sum + "\"");
                }
              });
    }
    JsonNode ours = DuckDb.row(delta, snapshot, String.join(", ", sums));
    ours.fields()
        .forEachRemaining(
            sum -> {
              int space = sum.getKey().lastIndexOf(' ');
              JsonNode theirs =
                  foreign
                      .path("columns")
                      .path(sum.getKey().substring(0, space))
                      .path(sum.getKey().substring(space + 1));
              requireSame(what + ": " + sum.getKey(), sum.getValue(), theirs);
            });
  }

  private static void requireSame(String what, JsonNode ours, JsonNode theirs) {
    if (theirs.isNumber()) {
      double value = theirs.asDouble();
      assertThat(what, ours.asDouble(), closeTo(value, Math.abs(value) * 1e-12));
    } else {
      assertThat(what, ours.asText(), is(theirs.asText()));
    }
  }

  private static String sql(String sum, String column, String type) {
    return switch (sum) {
      case "min", "max" -> {
        String extreme = sum + "(" + column + ")";
        yield switch (type) {
          case "timestamp" -> "epoch_us(" + extreme + ")";
          case "date" -> "cast(" + extreme + " as varchar)";
          default -> extreme;
        };
      }
      case "sum" -> "sum(" + column + ")";
      case "true" -> "count(*) filter (" + column + ")";
      case "elements" -> "sum(len(" + column + "))";
      case "distinct" -> "count(distinct " + column + ")";
      default -> null;
    };
  }
}
