package dev.bookreel.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts and people are told of how a command ended. */
class OutcomeTest {
  @TempDir Path folder;
  private final Shell shell = new Shell();
  private Path internal;
  private Path vendor;
  private Path lake;

  @BeforeEach
  void aDelivery() throws IOException {
    lake = folder.resolve("lake");
    internal = Files.createDirectory(folder.resolve("internal"));
    vendor = Files.createDirectory(folder.resolve("vendor"));
    Files.writeString(
        internal.resolve("users.csv"),
        "first_name,last_name,email,shoe\nA,B,a@x.org,42\nC,D,A@X.org,43\nE,F,,44\n");
    Files.writeString(vendor.resolve("books.json"), "[{\"name\":\"It\",\"author\":\"K\"}]");
  }

  @Test
  void theSummary_spellsTheLawForPeople() {
    shell.done(run("2021-12-31", "--internal=" + internal));
    List<String> lines = shell.out().lines().toList();
    assertThat(lines.get(0), startsWith("Run 2021-12-31-"));
    assertThat(lines.get(2), is("dataset          read   = accepted  + quarantined  + duplicates"));
    assertThat(lines.get(3), is("users               3            1              1             1"));
    assertThat(
        lines.get(6),
        is(
            "users               1            0              0             0           0         0"));
    assertThat(shell.out(), containsString("Note: users has fields that nobody reads: shoe\n"));
    assertThat(shell.err(), not(containsString("shoe")));
  }

  @Test
  void ofManyFieldsThatNobodyReads_aHundredAreNoted() throws IOException {
    StringBuilder book = new StringBuilder("[{\"name\":\"It\",\"author\":\"K\"");
    for (int field = 100; field < 300; field++) {
      book.append(",\"x").append(field).append("\":1");
    }
    Files.writeString(vendor.resolve("books.json"), book.append("}]"));
    shell.done(run("2021-12-31", "--vendor=" + vendor));
    assertThat(
        shell.out(), containsString("Note: books has fields that nobody reads: x100, x101,"));
    assertThat(shell.out(), containsString(", x198, x199; no more than a hundred are noted\n"));
  }

  @Test
  void theSummary_spellsTheLawForScripts() throws IOException {
    shell.done(run("2021-12-31", "--internal=" + internal, "--output=json"));
    JsonNode run = shell.json();
    assertThat(run.path("run").asText(), startsWith("2021-12-31-"));
    assertThat(run.path("date").asText(), is("2021-12-31"));
    assertThat(run.path("published").asBoolean(), is(true));
    assertThat(run.has("error"), is(false));
    assertThat(
        run.path("datasets").toString(),
        is(
            "[{\"dataset\":\"users\",\"read\":3,\"accepted\":1,\"quarantined\":1,\"duplicates\":1,"
                + "\"inserted\":1,\"changed\":0,\"deleted\":0,\"reappeared\":0,\"unchanged\":0,"
                + "\"version\":0}]"));
    assertThat(
        run.path("notes").toString(),
        is(
            "[\"users has fields that nobody reads: shoe\",\"warn: users.email_key.IsPrimaryKey: 1 of 2"
                + " rows repeat a value, 0 lack one\"]"));
  }

  @Test
  void aRunThatComesAgainTooLate_isRefused_andWasPublishedAllTheSame() throws IOException {
    shell.done(run("2021-12-31", "--vendor=" + vendor));
    shell.done(run("2022-01-01", "--vendor=" + vendor));
    assertThat(shell.run(run("2021-12-31", "--vendor=" + vendor)), is(3));
    assertThat(shell.err(), containsString("dumps go in order"));

    shell.done("status", "--lake=" + lake, "--output=json");
    List<String> runs = new ArrayList<>();
    for (JsonNode run : shell.json().path("runs")) {
      runs.add(run.path("date").asText() + " " + run.path("published").asBoolean());
    }
    Collections.sort(runs);
    assertThat(runs, is(List.of("2021-12-31 false", "2021-12-31 true", "2022-01-01 true")));
  }

  @Test
  void aWrongOption_isTwoAndOneDocument() throws IOException {
    assertThat(shell.run("run", "--lake=" + lake, "--internal=x", "--output=json"), is(2));
    assertThat(
        shell.json().toString(),
        is(
            "{\"run\":null,\"date\":null,\"published\":false,\"datasets\":[],\"notes\":[],"
                + "\"error\":{\"problem\":\"--date is missing\",\"cause\":\"the command needs it\","
                + "\"wayOut\":\"Give --date=…\"}}"));
    assertThat(
        shell.err(), is("bookreel: --date is missing: the command needs it. Give --date=…\n"));
  }

  @Test
  void aSourceThatIsRefused_isThree_andTheOtherIsPublished() throws IOException {
    Files.writeString(vendor.resolve("books.json"), "[{\"na");
    assertThat(
        shell.run(
            run("2021-12-31", "--internal=" + internal, "--vendor=" + vendor, "--output=json")),
        is(3));
    JsonNode run = shell.json();
    assertThat(run.path("published").asBoolean(), is(false));
    assertThat(run.path("run").asText(), startsWith("2021-12-31-"));
    assertThat(run.path("datasets").get(0).path("version").asLong(-1), is(0L));
    assertThat(
        run.path("error").path("problem").asText(),
        is("books.json is refused, since it is cut off"));
    assertThat(recorded(run.path("run").asText()).path("published").asBoolean(), is(false));
  }

  @Test
  void whenAllIsRefusedAtLanding_allIsToldAndTheDateIsKnown() throws IOException {
    Files.writeString(vendor.resolve("books.json"), "[{\"na");
    Files.writeString(internal.resolve("users.csv"), "first_name\nA\n");
    assertThat(
        shell.run(
            run("2021-12-31", "--internal=" + internal, "--vendor=" + vendor, "--output=json")),
        is(3));
    assertThat(shell.json().path("run").isNull(), is(true));
    assertThat(shell.json().path("date").asText(), is("2021-12-31"));
    assertThat(shell.json().path("error").path("problem").asText(), startsWith("users.csv is ref"));
    assertThat(shell.err(), containsString("bookreel: users.csv is refused"));
    assertThat(shell.err(), containsString("bookreel: books.json is refused"));
  }

  @Test
  void aRunThatFails_isOne_andItsRecordSaysWhy() throws IOException {
    Files.createDirectories(lake);
    shell.done("migrate", "--lake=" + lake);
    breakTable("trusted/users");
    assertThat(shell.run(run("2021-12-31", "--internal=" + internal, "--output=json")), is(1));
    JsonNode run = shell.json();
    assertThat(run.path("run").asText(), startsWith("2021-12-31-"));
    assertThat(run.path("date").asText(), is("2021-12-31"));
    assertThat(run.path("published").asBoolean(true), is(false));
    assertThat(run.path("datasets").size(), is(0));
    for (String part : List.of("problem", "cause", "wayOut")) {
      assertThat(part, run.path("error").path(part).asText(), is(not(emptyString())));
    }
    JsonNode record = recorded(run.path("run").asText());
    assertThat(record.path("run"), is(run.path("run")));
    assertThat(record.path("date"), is(run.path("date")));
    assertThat(record.path("error"), is(run.path("error")));
    assertThat(shell.err(), not(containsString("\tat ")));

    shell.run(run("2021-12-31", "--internal=" + internal, "--verbose"));
    assertThat(shell.err(), containsString("\tat dev.bookreel"));
    shell.run(run("2021-12-31", "--internal=" + internal, "--verbose=false"));
    assertThat(shell.err(), not(containsString("\tat ")));
  }

  @Test
  void land_isOneDocumentEvenWhenASourceIsRefused() throws IOException {
    Files.writeString(vendor.resolve("books.json"), "[{\"na");
    String[] land = {
      "land",
      "--lake=" + lake,
      "--internal=" + internal,
      "--vendor=" + vendor,
      "--date=2021-12-31",
      "--output=json"
    };
    assertThat(shell.run(land), is(3));
    JsonNode landed = shell.json();
    assertThat(landed.path("date").asText(), is("2021-12-31"));
    assertThat(landed.path("landed").size(), is(1));
    assertThat(landed.path("landed").get(0).path("dataset").asText(), is("users"));
    assertThat(landed.path("landed").get(0).path("records").asLong(), is(3L));
    Path kept = lake.resolve(landed.path("landed").get(0).path("folder").asText());
    assertThat(Files.mismatch(kept.resolve("users.csv"), internal.resolve("users.csv")), is(-1L));
    assertThat(
        landed.path("error").path("problem").asText(),
        is("books.json is refused, since it is cut off"));
    Files.delete(vendor.resolve("books.json"));
    Files.writeString(vendor.resolve("books.json"), "[]");
    assertThat(shell.run(land), is(0));
    assertThat(shell.json().has("error"), is(false));
  }

  @Test
  void everyCommandsJson_isOneDocument() throws IOException {
    shell.done("migrate", "--lake=" + lake, "--output=json");
    assertThat(
        shell.json().get(0).toString(),
        is("{\"table\":\"trusted/movies\",\"version\":0,\"changed\":true}"));
    shell.done(run("2021-12-31", "--internal=" + internal, "--output=json"));
    shell.json();
    for (String command :
        List.of("answers", "refine", "status", "history", "optimize", "vacuum", "rebuild")) {
      shell.done(command, "--lake=" + lake, "--output=json");
      assertThat(command, shell.json().isContainerNode(), is(true));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "answers", "status", "migrate"})
  void anOutputThatIsNot_isRefused(String command) {
    assertThat(shell.run(command, "--lake=" + lake, "--output=csv"), is(2));
    assertThat(
        shell.err(),
        is("bookreel: cannot understand --output=csv: there are text, json. Give one of them.\n"));
    assertThat(Files.exists(lake), is(false));
  }

  @Test
  void optionsOfTwoWords_areShownAndGuessedAsPeopleWriteThem() {
    shell.done("help", "query");
    assertThat(shell.out(), containsString("  --as-of= "));
    shell.done("help", "vacuum");
    assertThat(shell.out(), containsString("If not given: true for vacuum, false for run.\n"));
    assertThat(shell.run("query", "--as-off=2021-12-31"), is(2));
    assertThat(shell.err(), containsString("unknown option --as-off: did you mean \"as-of\"? See"));
    assertThat(shell.run(run("2021-12-31", "--internal=" + internal, "--accept=shrunk")), is(2));
    assertThat(
        shell.err(),
        containsString(
            "cannot understand --accept=shrunk: it is neither shrink nor the name of a rule"));
  }

  @Test
  void numbers_areSpelledAlike_whateverTheHostsLanguage() throws IOException {
    shell.done(run("2021-12-31", "--internal=" + internal));
    Files.write(lake.resolve("trusted/users/part-dead.parquet"), new byte[12_345]);
    Locale host = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      shell.done("vacuum", "--lake=" + lake, "--retain=0m");
    } finally {
      Locale.setDefault(host);
    }
    assertThat(shell.out(), containsString("1 files, 12,345 bytes can be removed"));
  }

  @Test
  void whatIsThrown_getsAProblemACauseAndAWayOut() {
    UserError error = Failures.explain(new OutOfMemoryError("Java heap space"));
    assertThat(error.exitCode(), is(1));
    assertThat(
        error.getMessage(),
        is(
            "bookreel ran out of memory: Java heap space."
                + " Give it more, such as BOOKREEL_HEAP=4g in the environment, and run again."));
    assertThat(
        Failures.explain(new IllegalStateException("odd!")).getMessage(),
        is(
            "bookreel failed where it should not: java.lang.IllegalStateException: odd!"
                + " Run again with --verbose, and report what it prints."));
    assertThat(
        UserError.failure("it failed", null, "Do more?", new IOException()).getMessage(),
        is("it failed: null. Do more?"));
  }

  private String[] run(String date, String... more) {
    return Stream.concat(Stream.of("run", "--lake=" + lake, "--date=" + date), Stream.of(more))
        .toArray(String[]::new);
  }

  private void breakTable(String table) throws IOException {
    Path log = lake.resolve(table).resolve("_delta_log");
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        Files.writeString(file, "{\"no");
      }
    }
  }

  private JsonNode recorded(String run) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(lake.resolve("runs").resolve(run + ".json")));
  }
}
