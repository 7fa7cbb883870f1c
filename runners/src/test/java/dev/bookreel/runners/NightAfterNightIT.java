package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bookreel.runners.Lakes.Outcome;
import dev.bookreel.testdata.HistoryModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random nights through the command line: after each, refined is what a full refine would make, the
 * books' history is what a plain model says, and all of it can be rebuilt from raw alone.
 *
 * <p>{@code -Dbookreel.soak=true} runs dozens of sequences instead of a few.
 */
class NightAfterNightIT {
  private static final int NIGHTS = 5;

  @TempDir Path folder;

  static Stream<Arguments> sequences() {
    boolean soak = Boolean.getBoolean("bookreel.soak");
    return Stream.concat(
        LongStream.range(0, soak ? 36 : 3).mapToObj(seed -> Arguments.of("DirectRunner", seed)),
        LongStream.range(100, soak ? 104 : 101)
            .mapToObj(seed -> Arguments.of("SparkRunner", seed)));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void refinedFollows_historyIsKept_andRawIsEnough(String runner, long seed) throws IOException {
    Path lake = folder.resolve("lake");
    Nights nights = new Nights(seed);
    Random random = new Random(seed);
    HistoryModel books = new HistoryModel();
    LocalDate date = LocalDate.of(2021, 12, 20);
    Path internal = folder.resolve("internal");
    Path vendor = folder.resolve("vendor");
    for (int night = 0; night < NIGHTS; night++) {
      boolean again = night > 0 && random.nextInt(4) == 0;
      date = again ? date : date.plusDays(1 + random.nextInt(3));
      nights.deliver(date, internal, vendor);
      Outcome run = run(lake, runner, date, internal, vendor, "--redeliver");
      assertThat(run.err(), run.code(), is(0));
      books.apply((int) date.toEpochDay(), nights.bookThings());
      requireHistory(lake, books, run.dataset("books"));
      requireRefinedAsMadeAnew(lake);

      Outcome older = run(lake, runner, date.minusDays(1), internal, vendor);
      assertThat(older.code(), is(3));
      assertThat(older.err(), containsString("already, and dumps go in order"));
    }
    Path copy = Lakes.copy(lake, folder.resolve("copy"));
    Lakes.remove(copy.resolve("trusted"));
    Lakes.remove(copy.resolve("refined"));
    Lakes.done("rebuild", "--lake=" + copy);
    List<String> tables = new ArrayList<>(Lakes.TRUSTED);
    tables.addAll(Lakes.REFINED);
    assertThat(Lakes.rows(copy, tables), is(Lakes.rows(lake, tables)));
  }

  private static Outcome run(
      Path lake, String runner, LocalDate date, Path internal, Path vendor, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--lake=" + lake,
                "--runner=" + runner,
                "--date=" + date,
                "--internal=" + internal,
                "--vendor=" + vendor,
                "--accept=shrink",
                "--output=json"));
    arguments.addAll(List.of(more));
    return Lakes.bookreel(arguments.toArray(String[]::new));
  }

  private static void requireHistory(Path lake, HistoryModel model, JsonNode counts) {
    List<List<Object>> rows = new ArrayList<>();
    Lakes.done(
            "query",
            "--lake=" + lake,
            "--output=json",
            "--sql=select pages, name_key, valid_from - date '1970-01-01' as f,"
                + " valid_to - date '1970-01-01' as t, deleted_on - date '1970-01-01' as d"
                + " from trusted.books")
        .json()
        .forEach(
            row ->
                rows.add(
                    Arrays.asList(
                        row.get("pages").asText(),
                        row.get("name_key").asText(),
                        row.get("f").asInt(),
                        number(row.get("t")),
                        number(row.get("d")))));
    assertThat(rows, containsInAnyOrder(model.rows().toArray()));
    for (String fate : List.of("inserted", "changed", "deleted", "reappeared", "unchanged")) {
      assertThat(fate, counts.get(fate).asLong(), is(model.counted(fate)));
    }
  }

  private void requireRefinedAsMadeAnew(Path lake) throws IOException {
    Path copy = Lakes.copy(lake, Files.createTempDirectory(folder, "refine").resolve("lake"));
    Lakes.done("refine", "--lake=" + copy);
    assertThat(Lakes.rows(lake, Lakes.REFINED), is(Lakes.rows(copy, Lakes.REFINED)));
    Lakes.remove(copy);
  }

  private static Integer number(JsonNode value) {
    return value.isNull() ? null : value.asInt();
  }
}
