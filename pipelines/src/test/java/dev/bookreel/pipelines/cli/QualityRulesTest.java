package dev.bookreel.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules do to deliveries. */
class QualityRulesTest {
  private static final String MOVIES = "title,duration_mins,original_language,size_mb\n";

  @TempDir Path folder;
  private final Shell shell = new Shell();
  private Path internal;
  private Path vendor;
  private Path rules;

  @BeforeEach
  void folders() throws IOException {
    internal = Files.createDirectory(folder.resolve("internal"));
    vendor = Files.createDirectory(folder.resolve("vendor"));
    rules = Files.createDirectory(folder.resolve("rules"));
  }

  @Test
  void recordsThatBreakRules_areSetAside_withEveryRuleTheyBreak() throws IOException {
    movies("Up,96,English,730", "Reel,2000,English,-0.5", "Short,0,English,x", "Long,1001,,1");
    done("--internal=" + internal);
    assertThat(csv("select title from trusted.movies"), is("Up"));
    assertThat(
        csv("select record_number, array_to_string(rules, ' ') as r from quarantine order by all"),
        is(
            "2,size_mb.range"
                + "|3,duration_mins.range size_mb.number"
                + "|4,movies.duration_mins.ColumnValues"));
    assertThat(
        csv("select rule, message from quarantine where record_number = 4"),
        is(
            "movies.duration_mins.ColumnValues,\"the record breaks ColumnValues \"\"duration_mins\"\" between 0"
                + " and 1001\""));
    assertThat(
        csv(
            "select action, outcome, figure, expected, records, failed_records, message from"
                + " quality_results where column_name = 'duration_mins'"),
        is("quarantine,failed,0.5,between 0 and 1001,2,1,1 of 2 rows fail"));
  }

  @Test
  void recordsOfSeveralDatasets_areSetAside_withoutDecidingTwice() throws IOException {
    movies("Up,96,English,730", "Reel,x,English,1");
    Files.writeString(internal.resolve("users.csv"), "first_name,last_name,email\nA,B,\n");
    done("--internal=" + internal);
    assertThat(shell.err(), not(containsString("deciding again")));
    assertThat(
        csv("select dataset, record_number from quarantine order by all"), is("movies,2|users,1"));
  }

  @Test
  void aRefusal_leavesTheSourceAsItWas_butNotTheOther() throws IOException {
    movies("Up,96,English,730");
    Files.writeString(internal.resolve("users.csv"), "first_name,last_name,email\nA,B,a@x.org\n");
    streams("Up,a@x.org,5");
    done("--internal=" + internal);
    String before = state();

    Files.writeString(rules.resolve("streams.dqdl"), "Rules = [ Mean \"size_mb\" < 10 ]");
    movies("Up,100,English,730", "Reel,90,English,1");
    streams("Up,a@x.org,5", "Reel,a@x.org,50");
    Files.writeString(vendor.resolve("books.json"), "[{\"name\":\"It\",\"author\":\"King\"}]");
    int code =
        run(
            "2022-01-01",
            "--internal=" + internal,
            "--vendor=" + vendor,
            "--rules=" + rules,
            "--output=json");

    assertThat(code, is(3));
    JsonNode summary = shell.json();
    assertThat(summary.path("published").asBoolean(), is(false));
    assertThat(summary.path("error").path("problem").asText(), is("streams is refused"));
    assertThat(
        summary.path("error").path("cause").asText(),
        is("streams.size_mb.Mean: it is 27.5, asked for < 10"));
    assertThat(
        summary.path("error").path("wayOut").asText(),
        containsString("--accept=streams.size_mb.Mean"));
    assertThat(state(), is(before));
    assertThat(csv("select name from trusted.books"), is("It"));
    assertThat(csv("select outcome from quality_results where rule_type = 'Mean'"), is("failed"));

    code =
        run(
            "2022-01-01",
            "--internal=" + internal,
            "--rules=" + rules,
            "--accept=streams.size_mb.Mean");
    assertThat(shell.err(), code, is(0));
    assertThat(
        shell.out(), containsString("let pass: streams.size_mb.Mean: it is 27.5, asked for < 10"));
    assertThat(csv("select count(*) from refined.streams"), is("2"));
    assertThat(
        csv(
            "select outcome from quality_results where rule_type = 'Mean' and date = '2022-01-01' order by sequence desc limit 1"),
        is("accepted"));
    shell.done("history", "--lake=" + lake(), "--table=trusted/streams", "--output=json");
    assertThat(shell.out(), containsString("streams.size_mb.Mean"));
  }

  @Test
  void refinedIsAsAFullRefineMakesIt_afterTheSessionsWereRefused() throws IOException {
    movies("Up,96,English,730");
    streams("Up,a@x.org,5");
    Files.writeString(vendor.resolve("reviews.json"), "[" + review("Up", "It") + "]");
    Files.writeString(rules.resolve("streams.dqdl"), "Rules = [ RowCount > 5 ]");
    assertThat(
        run("2021-12-31", "--internal=" + internal, "--vendor=" + vendor, "--rules=" + rules),
        is(3));
    String links = csv("select movie_title, book_name from refined.movie_books");
    assertThat(links, is("Up,It"));
    assertThat(csv("select count(*) from refined.streams"), is("0"));
    shell.done("refine", "--lake=" + lake());
    assertThat(csv("select movie_title, book_name from refined.movie_books"), is(links));
  }

  @Test
  void aRuleFileThatCannotBeUsed_isToldWithItsLine_beforeAnythingIsRead() throws IOException {
    movies("Up,96,English,730");
    Files.writeString(rules.resolve("movies.dqdl"), "Rules = [\n  IsComplete \"colour\"\n]\n");
    assertThat(run("2021-12-31", "--internal=" + internal, "--rules=" + rules), is(2));
    assertThat(
        shell.err(),
        allOf(
            containsString("movies.dqdl: line 2: trusted/movies has no column \"colour\""),
            not(containsString("\tat "))));

    Files.delete(rules.resolve("movies.dqdl"));
    Files.writeString(rules.resolve("films.dqdl"), "Rules = [ RowCount > 0 ]");
    assertThat(run("2021-12-31", "--internal=" + internal, "--rules=" + rules), is(2));
    assertThat(shell.err(), containsString("there is no dataset films"));

    assertThat(run("2021-12-31", "--internal=" + internal, "--accept=everything"), is(2));
    assertThat(shell.err(), containsString("it is neither shrink nor the name of a rule"));
  }

  @Test
  void aRebuild_checksByTheRulesThatWereInForce() throws IOException {
    movies("Up,96,English,730", "Reel,90,English,1");
    Files.writeString(rules.resolve("movies.dqdl"), "Rules = [ ColumnValues \"size_mb\" > 5 ]");
    assertThat(run("2021-12-31", "--internal=" + internal, "--rules=" + rules), is(0));
    movies("Up,97,English,730", "Reel,90,English,1", "Rush,60,English,2");
    done("2022-01-01", "--internal=" + internal, "--accept=shrink");
    String before = state();
    shell.done("rebuild", "--lake=" + lake());
    assertThat(state(), is(before));
    assertThat(
        csv("select title, valid_from from trusted.movies where valid_to is null order by all"),
        is("Reel,2022-01-01|Rush,2022-01-01|Up,2022-01-01"));
  }

  @Test
  void aDryRun_saysWhatWouldHappen_andPublishesNothing() throws IOException {
    movies("Up,96,English,730", "Long,5000,English,1");
    streams("Up,a@x.org,5");
    int code = run("2021-12-31", "--internal=" + internal, "--dry-run", "--output=json");
    assertThat(shell.err(), code, is(0));
    JsonNode summary = shell.json();
    assertThat(summary.path("published").asBoolean(), is(false));
    assertThat(summary.path("datasets").get(0).path("quarantined").asInt(), is(1));
    List<String> notes = new ArrayList<>();
    summary.path("notes").forEach(note -> notes.add(note.asText()));
    assertThat(notes, hasItem("a dry run: nothing was published"));
    try (var files = Files.walk(Path.of(lake()))) {
      assertThat(
          files
              .filter(file -> file.toString().matches(".*\\.(parquet|json)"))
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".parquet") || name.startsWith("0000"))
              .toList(),
          is(List.of()));
    }
    assertThat(shell.run("query", "--lake=" + lake(), "--sql=select 1 from trusted.movies"), is(0));
  }

  @Test
  void aReferenceIsLookedUp_inWhatComesWithIt_andInTheTable() throws IOException {
    movies("Up,96,English,730");
    Files.writeString(
        vendor.resolve("reviews.json"),
        "[" + review("UP", "It") + "," + review("Unknown", "It") + "]");
    done("--internal=" + internal, "--vendor=" + vendor);
    String found =
        "select figure, failed_records from quality_results where dataset = 'reviews' and column_name ="
            + " 'movie_key' order by sequence desc limit 1";
    assertThat(csv(found), is("0.5,1"));
    Files.writeString(
        vendor.resolve("reviews.json"),
        "[" + review("up", "It") + "," + review("Up", "Emma") + "]");
    done("2022-01-01", "--vendor=" + vendor, "--accept=shrink");
    assertThat(csv(found), is("1.0,0"));
  }

  @Test
  void quality_reportsTheLastRun_orAnother_withTheTrend() throws IOException {
    assertThat(shell.run("quality", "--lake=" + lake()), is(2));
    movies("Up,96,English,730", "Bad,x,English,1");
    Files.writeString(
        rules.resolve("movies.dqdl"), "Rules = [ Mean \"size_mb\" > 800 with action = \"warn\" ]");
    done("--internal=" + internal, "--rules=" + rules);
    movies("Up,96,English,900", "Bad,x,English,1");
    done("2022-01-01", "--internal=" + internal, "--rules=" + rules);
    Path page = folder.resolve("quality.html");
    Path xml = folder.resolve("quality.xml");
    shell.done("quality", "--lake=" + lake(), "--output=json", "--html=" + page, "--junit=" + xml);
    JsonNode last = shell.json();
    assertThat(last.path("verdict").asText(), is("passed"));
    assertThat(last.path("date").asText(), is("2022-01-01"));
    JsonNode dataset = last.path("datasets").get(0);
    assertThat(dataset.path("quarantined").asInt(), is(1));
    assertThat(dataset.path("samples").get(0).path("raw").asText(), is("Bad,x,English,1"));
    JsonNode rule = dataset.path("rules").get(0);
    assertThat(rule.path("figure").asDouble(), is(900.0));
    assertThat(rule.path("trend").findValuesAsText("figure"), is(List.of("730.0", "900.0")));
    assertThat(Files.readString(page), containsString("Passed: all rules hold, 1 record"));
    assertThat(Files.readString(xml), containsString("tests=\"1\" failures=\"0\""));

    String first = rule.path("trend").get(0).path("run").asText();
    assertThat(
        shell.done("quality", "--lake=" + lake(), "--run=" + first),
        containsString("it is 730, asked for > 800"));
    assertThat(shell.run("quality", "--lake=" + lake(), "--run=no'ne"), is(2));
    assertThat(shell.err(), containsString("nothing to report: no run no'ne has checked a rule"));
  }

  /** What a run alone finds, and what it finds while another one is at work on the same lake. */
  @Test
  void twoRunsAtOnce_doNotMixTheirResults() throws Exception {
    movies("Up,96,English,730", "Reel,2000,English,-0.5");
    Files.writeString(vendor.resolve("books.json"), "[{\"name\":\"It\",\"author\":\"King\"}]");
    String results =
        "select dataset, rule, outcome, figure, records, failed_records from quality_results"
            + " where date = '%s' order by all";
    done("2021-12-28", "--internal=" + internal);
    String moviesAlone = csv(results.formatted("2021-12-28"));
    done("2021-12-29", "--vendor=" + vendor);
    String booksAlone = csv(results.formatted("2021-12-29"));

    for (int day = 10; day < 13; day++) {
      String date = "2022-01-" + day;
      ExecutorService both = Executors.newFixedThreadPool(2);
      try {
        for (Future<Integer> code :
            both.invokeAll(
                List.<Callable<Integer>>of(
                    () -> new Shell().run(arguments(date, "--internal=" + internal)),
                    () -> new Shell().run(arguments(date, "--vendor=" + vendor))))) {
          assertThat(code.get(), is(0));
        }
      } finally {
        both.shutdownNow();
      }
      String rows = csv(results.formatted(date));
      assertThat(rows, is(booksAlone + "|" + moviesAlone));
    }
    assertThat(
        csv(
            "select count(distinct run_id) as runs, count(*) from quality_results where date >= '2022-01-01'"),
        is("6," + 3 * (booksAlone + "|" + moviesAlone).split("\\|", -1).length));
  }

  private static String review(String movie, String book) {
    return "{\"rating\":{\"rate\":5,\"label\":\"FIVE\"},\"books\":[{\"metadata\":{\"title\":\""
        + book
        + "\"}}],\"movies\":[{\"title\":\""
        + movie
        + "\"}],\"created\":\"2021-12-01T10:00:00Z\"}";
  }

  private void movies(String... rows) throws IOException {
    Files.writeString(
        internal.resolve("movies.csv"),
        MOVIES + String.join("\n", rows) + "\n",
        StandardCharsets.UTF_8);
  }

  private void streams(String... rows) throws IOException {
    StringBuilder file = new StringBuilder("movie_title,user_email,size_mb,start_at,end_at\n");
    for (String row : rows) {
      file.append(row).append(",2021-12-25T10:00:00Z,2021-12-25T10:30:00Z\n");
    }
    Files.writeString(internal.resolve("streams.csv"), file.toString());
  }

  /** All rows of trusted and refined of the internal source. */
  private String state() {
    return csv(
            "select title, duration_mins, valid_from, valid_to, deleted_on from trusted.movies order by all")
        + csv("select movie_title, user_email, size_mb from trusted.streams order by all")
        + csv(
            "select movie_title, movie_duration_mins, movie_known from refined.streams order by all")
        + csv("select movie_title, sessions from refined.daily_movies order by all");
  }

  private String lake() {
    return folder.resolve("lake").toString();
  }

  private void done(String... options) {
    boolean dated = !options[0].startsWith("--");
    String[] rest = dated ? Arrays.copyOfRange(options, 1, options.length) : options;
    int code = run(dated ? options[0] : "2021-12-31", rest);
    assertThat(shell.err(), code, is(0));
  }

  private int run(String date, String... options) {
    return shell.run(arguments(date, options));
  }

  private String[] arguments(String date, String... options) {
    List<String> all = new ArrayList<>(List.of("run", "--lake=" + lake(), "--date=" + date));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private String csv(String sql) {
    String text = shell.done("query", "--lake=" + lake(), "--output=csv", "--sql=" + sql);
    return text.substring(text.indexOf('\n') + 1).strip().replace("\n", "|");
  }
}
