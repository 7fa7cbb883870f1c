package dev.bookreel.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarantined records that are checked again. */
class ReplayTest {
  private static final String TIMES = ",2021-12-25T10:00:00Z,2021-12-25T10:30:00Z\n";
  private static final String SESSIONS =
      "select movie_title, size_mb from trusted.streams order by all";
  private static final String REJECTED = "select dataset, rule, raw from quarantine order by all";

  @TempDir Path folder;
  private final Shell shell = new Shell();
  private Path strict;
  private Path loose;

  @BeforeEach
  void rules() throws IOException {
    strict = rules("strict", "10");
    loose = rules("loose", "100");
  }

  @Test
  void sessionsThatPassNow_areTakenIn_onceAndBehindWhatCameLater() throws IOException {
    streams(
        "one",
        "Up,a@x.org,5",
        "Reel,a@x.org,50",
        "\"Dune, Part 2\",a@x.org,60",
        "Heat,a@x.org,500",
        "Bad,a@x.org,x");
    run("2021-12-31", "one", strict);
    streams("two", "Reel,a@x.org,7");
    run("2022-01-01", "two", strict);
    assertThat(csv(SESSIONS), is("Reel,7.0|Up,5.0"));

    JsonNode summary = replay(loose);

    assertThat(csv(SESSIONS), is("\"Dune, Part 2\",60.0|Reel,7.0|Up,5.0"));
    assertThat(
        summary.path("datasets").get(0).toString(),
        containsString(
            "\"dataset\":\"streams\",\"read\":4,\"accepted\":2,\"quarantined\":2,\"duplicates\":0,\"inserted\":1,\"changed\":0"));
    String left =
        "streams,size_mb.number,\"Bad,a@x.org,x,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z\""
            + "|streams,streams.size_mb.ColumnValues,\"Heat,a@x.org,500,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z\"";
    assertThat(csv(REJECTED), is(left));
    assertThat(
        csv("select movie_title from refined.streams order by all"),
        is("\"Dune, Part 2\"|Reel|Up"));

    replay(loose);
    assertThat(csv(SESSIONS), is("\"Dune, Part 2\",60.0|Reel,7.0|Up,5.0"));
    assertThat(csv(REJECTED), is(left));

    shell.done("rebuild", "--lake=" + lake());
    assertThat(csv(SESSIONS), is("\"Dune, Part 2\",60.0|Reel,7.0|Up,5.0"));
    assertThat(
        csv("select movie_title from refined.streams order by all"),
        is("\"Dune, Part 2\"|Reel|Up"));
  }

  @Test
  void theLastDump_isAppliedAnew_andAnOlderOneIsNot() throws IOException {
    movies("one", "Up,90,English,5", "Reel,90,English,50");
    run("2021-12-31", "one", strict);
    movies("two", "Up,91,English,5", "Reel,90,English,50", "Heat,90,English,500");
    run("2022-01-01", "two", strict);
    String rows =
        "select title, duration_mins, valid_from, valid_to from trusted.movies order by all";
    assertThat(csv(rows), is("Up,90,2021-12-31,2022-01-01|Up,91,2022-01-01,"));

    assertThat(
        shell.run("replay", "--lake=" + lake(), "--date=2021-12-31", "--rules=" + loose), is(2));
    assertThat(shell.err(), containsString("nothing to replay"));

    assertThat(
        shell.run("replay", "--lake=" + lake(), "--date=2022-01-01", "--rules=" + loose), is(0));
    String expected = "Reel,90,2022-01-01,|Up,90,2021-12-31,2022-01-01|Up,91,2022-01-01,";
    assertThat(csv(rows), is(expected));
    assertThat(
        csv("select raw from quarantine order by all"),
        is("\"Heat,90,English,500\"|\"Reel,90,English,50\""));
    shell.done("rebuild", "--lake=" + lake());
    assertThat(csv(rows), is(expected));
  }

  private Path rules(String name, String most) throws IOException {
    Path rules = Files.createDirectory(folder.resolve(name));
    for (String dataset : List.of("streams", "movies")) {
      Files.writeString(
          rules.resolve(dataset + ".dqdl"), "Rules = [ ColumnValues \"size_mb\" < " + most + " ]");
    }
    return rules;
  }

  private void streams(String delivery, String... rows) throws IOException {
    StringBuilder file = new StringBuilder("movie_title,user_email,size_mb,start_at,end_at\n");
    for (String row : rows) {
      file.append(row).append(TIMES);
    }
    deliver(delivery, "streams.csv", file.toString());
  }

  private void movies(String delivery, String... rows) throws IOException {
    deliver(
        delivery,
        "movies.csv",
        "title,duration_mins,original_language,size_mb\n" + String.join("\n", rows) + "\n");
  }

  private void deliver(String delivery, String name, String content) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve(delivery)).resolve(name), content);
  }

  private void run(String date, String delivery, Path rules) {
    List<String> arguments = new ArrayList<>(List.of("run", "--lake=" + lake(), "--date=" + date));
    arguments.addAll(List.of("--internal=" + folder.resolve(delivery), "--rules=" + rules));
    shell.done(arguments.toArray(String[]::new));
  }

  private JsonNode replay(Path rules) throws IOException {
    shell.done(
        "replay", "--lake=" + lake(), "--date=2021-12-31", "--rules=" + rules, "--output=json");
    return shell.json();
  }

  private String lake() {
    return folder.resolve("lake").toString();
  }

  private String csv(String sql) {
    String text = shell.done("query", "--lake=" + lake(), "--output=csv", "--sql=" + sql);
    return text.substring(text.indexOf('\n') + 1).strip().replace("\n", "|");
  }
}
