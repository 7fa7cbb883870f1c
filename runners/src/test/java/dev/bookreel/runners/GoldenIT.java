package dev.bookreel.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.cli.Bookreel;
import dev.bookreel.testdata.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drives the command line over the sample and over the real data, far from home: the tests run in
 * another zone and language, see the root pom.
 */
class GoldenIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TABLES =
      List.of(
          "trusted.movies",
          "trusted.users",
          "trusted.streams",
          "trusted.authors",
          "trusted.books",
          "trusted.reviews",
          "refined.streams",
          "refined.movie_books",
          "refined.daily_movies");
  private static final Set<String> INSTANTS =
      Set.of("start_at", "end_at", "created_at", "updated_at");

  @TempDir Path folder;

  /**
   * The build's, see the root pom and the profile flink; the two that are always there otherwise.
   */
  static List<String> runners() {
    return List.of(
        System.getProperty("bookreel.test.runners", "DirectRunner,SparkRunner").split(",", -1));
  }

  @ParameterizedTest
  @MethodSource("runners")
  void theSample_givesTheReferencesTablesAndAnswers(String runner) throws IOException {
    String lake = "--lake=" + folder.resolve("lake");
    JsonNode run = JSON.readTree(run(sample(lake, runner)));

    for (JsonNode expected : Sample.golden("counts")) {
      JsonNode found = dataset(run, expected.path("dataset").asText());
      for (String count : List.of("read", "accepted", "quarantined", "duplicates")) {
        assertThat(
            found.path("dataset").asText() + " " + count,
            found.path(count).asLong(),
            is(expected.path(count).asLong()));
      }
      assertThat(found.path("inserted").asLong(), is(expected.path("rows").asLong()));
    }
    for (String table : TABLES) {
      JsonNode golden = Sample.golden(table);
      JsonNode rows =
          JSON.readTree(run("query", lake, "--output=json", "--sql=" + all(table, golden)));
      assertThat(table, texts(rows), is(texts(golden)));
    }
    assertAnswers(lake, runner, answerValues(Sample.golden("answers")));

    String again = run(sample(lake, runner));
    assertThat(dataset(JSON.readTree(again), "streams").path("inserted").asLong(), is(0L));
    assertThat(count(lake, "trusted.streams"), is(count(lake, "refined.streams")));
    assertThat(count(lake, "trusted.streams"), is((long) Sample.golden("trusted.streams").size()));
    assertThat(count(lake, "quarantine"), is((long) Sample.golden("quarantine").size()));
  }

  @ParameterizedTest
  @MethodSource("runners")
  void theRealData_givesTheSixRightAnswers(String runner) throws IOException {
    assumeTrue(
        Sample.realData().isPresent(), "skipped: there is no ../shared/data beside the project");
    Path data = Sample.realData().get();
    String lake = "--lake=" + folder.resolve("lake");
    run(
        "run",
        lake,
        "--internal=" + data.resolve("internal"),
        "--vendor=" + data.resolve("vendor"),
        "--date=2021-12-31",
        "--runner=" + runner,
        "--output=json");

    assertAnswers(lake, runner, List.of(8500.0 / 91, 4.0, 3.0, 43336.010160, 0.9359014475, 712.0));
    assertThat(count(lake, "refined.streams"), is(9652L));
    assertThat(count(lake, "quarantine"), is(1L));
  }

  @Test
  void whatRulesFind_andWhatColumnsHold_isTheSameOnEveryRunner() throws IOException {
    List<JsonNode> quality = new ArrayList<>();
    List<JsonNode> profiles = new ArrayList<>();
    for (String runner : runners()) {
      String lake = "--lake=" + folder.resolve(runner);
      run(sample(lake, runner));
      quality.add(JSON.readTree(run("quality", lake, "--output=json")));
      profiles.add(JSON.readTree(run("profile", lake, "--runner=" + runner, "--output=json")));
    }
    assertThat(quality.get(0).path("datasets").size(), is(6));
    assertThat(Set.copyOf(quality).size(), is(1));
    assertThat(profiles.get(0).path("tables").size(), is(6));
    assertThat(Set.copyOf(profiles).size(), is(1));
  }

  private void assertAnswers(String lake, String runner, List<Double> expected) throws IOException {
    JsonNode answers =
        JSON.readTree(run("answers", lake, "--runner=" + runner, "--output=json")).path("answers");
    List<Double> found = answerValues(answers);
    for (int i = 0; i < expected.size(); i++) {
      assertThat("answer " + (i + 1), found.get(i), closeTo(expected.get(i), 1e-6));
    }
    assertThat(found.size(), is(6));
  }

  private static String[] sample(String lake, String runner) {
    return new String[] {
      "run",
      lake,
      "--internal=" + Sample.internal(),
      "--vendor=" + Sample.vendor(),
      "--date=" + Sample.date(),
      "--runner=" + runner,
      "--output=json"
    };
  }

  private static String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (EmbeddedRunners runners = new EmbeddedRunners();
        PrintStream results = new PrintStream(out, true, UTF_8);
        PrintStream progress = new PrintStream(err, true, UTF_8)) {
      code = new Bookreel(results, progress, runners, "SparkRunner").run(arguments);
    }
    assertThat(err.toString(UTF_8), code, is(0));
    return out.toString(UTF_8);
  }

  private static JsonNode dataset(JsonNode run, String name) {
    for (JsonNode dataset : run.path("datasets")) {
      if (dataset.path("dataset").asText().equals(name)) {
        return dataset;
      }
    }
    throw new AssertionError("the summary lacks " + name);
  }

  private static long count(String lake, String table) throws IOException {
    String rows = run("query", lake, "--output=json", "--sql=select count(*) as n from " + table);
    return JSON.readTree(rows).get(0).path("n").asLong();
  }

  /** All columns of a table, spelled as the golden files do. */
  private static String all(String table, JsonNode golden) {
    List<String> columns = new ArrayList<>();
    golden
        .get(0)
        .fieldNames()
        .forEachRemaining(
            column -> {
              if (INSTANTS.contains(column)) {
                columns.add("strftime(" + column + ", '%Y-%m-%dT%H:%M:%S.%fZ') as " + column);
              } else if (column.equals("nationalities")) {
                columns.add(
                    "case when nationalities is not null then '['"
                        + " || coalesce(array_to_string(nationalities, ','), '') || ']' end"
                        + " as nationalities");
              } else {
                columns.add(column);
              }
            });
    return "select " + String.join(", ", columns) + " from " + table;
  }

  /** The rows in an order of their own, numbers without the difference of 1 and 1.0. */
  private static List<String> texts(JsonNode rows) {
    List<String> texts = new ArrayList<>();
    for (JsonNode row : rows) {
      StringBuilder text = new StringBuilder();
      for (Iterator<Map.Entry<String, JsonNode>> fields = row.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        text.append(field.getKey()).append('=').append(text(field.getValue())).append('|');
      }
      texts.add(text.toString());
    }
    texts.sort(null);
    return texts;
  }

  private static String text(JsonNode value) {
    if (value.isNumber()) {
      return Double.toString(value.asDouble());
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(item.asText()));
      return "[" + String.join(",", items) + "]";
    }
    return value.asText();
  }

  private static List<Double> answerValues(JsonNode answers) {
    List<Double> values = new ArrayList<>();
    answers.forEach(answer -> values.add(answer.path("value").asDouble()));
    return values;
  }
}
