package dev.bookreel.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.Commit;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.DeltaTable;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.schemas.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each command does, on the Direct runner. */
class CommandsTest {
  @TempDir Path folder;
  private Path internal;
  private Path vendor;
  private String out;
  private String err;

  @BeforeEach
  void aDelivery() throws IOException {
    internal = Files.createDirectory(folder.resolve("internal"));
    vendor = Files.createDirectory(folder.resolve("vendor"));
    Files.writeString(
        internal.resolve("movies.csv"),
        "title,duration_mins,original_language,size_mb,colour\nRush,60,English,1,red\n");
    Files.writeString(internal.resolve("users.csv"), "first_name,last_name,email\nA,B,a@x.org\n");
    Files.writeString(
        internal.resolve("streams.csv"),
        """
        movie_title,user_email,size_mb,start_at,end_at,device
        RUSH,a@x.org,5,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z,tv
        """);
    books("It", "Emma");
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void everyCommandExplainsItself_withExamples(Command command) {
    assertThat(bookreel(command.word(), "--help"), is(0));
    String help = out;
    assertThat(help, startsWith("bookreel " + command.word() + ": " + command.summary()));
    assertThat(help, containsString("\nExamples:\n  bookreel " + command.word()));
    assertThat(help, containsString("--lake="));
    assertThat(err, is(emptyString()));

    assertThat(bookreel("help", command.word()), is(0));
    assertThat(out, is(help));
    assertThat(bookreel("help"), is(0));
    assertThat(out, containsString(command.word()));
  }

  @Test
  void whatIsMistyped_isGuessed() {
    assertThat(bookreel("anwsers"), is(2));
    assertThat(
        err,
        is(
            "bookreel: unknown command \"anwsers\": did you mean \"answers\"? See bookreel --help.\n"));
    assertThat(bookreel("query", "--lke=x"), is(2));
    assertThat(
        err,
        is("bookreel: unknown option --lke: did you mean \"lake\"? See bookreel query --help.\n"));
    assertThat(err, not(containsString("\tat ")));
    assertThat(bookreel("query", "--lake=" + folder.resolve("none"), "--verbose"), is(2));
    assertThat(err, containsString("\tat dev.bookreel"));
  }

  @Test
  void landTrustAndRefine_doTogetherWhatRunDoes() throws IOException {
    assertThat(bookreel("land", lake(), "--internal=" + internal, "--date=2021-12-31"), is(0));
    assertThat(out, containsString("landed raw/internal/movies/ingest_date=2021-12-31/"));
    assertThat(Files.exists(folder.resolve("lake/trusted")), is(false));

    assertThat(bookreel("trust", lake(), "--date=2022-01-01"), is(2));
    assertThat(err, containsString("nothing to trust: nothing was landed for 2022-01-01."));
    assertThat(bookreel("trust", lake(), "--date=2021-12-31", "--output=json"), is(0));
    JsonNode run = parse(out);
    assertThat(run.path("published").asBoolean(), is(true));
    assertThat(run.path("datasets").size(), is(3));
    assertThat(
        csv("select movie_title, watched_share, user_known from refined.streams"),
        is("RUSH,0.5,true"));

    assertThat(bookreel("refine", lake()), is(0));
    assertThat(
        csv("select movie_title, watched_share, user_known from refined.streams"),
        is("RUSH,0.5,true"));
    assertThat(bookreel("answers", lake(), "--output=json"), is(0));
    assertThat(parse(out).path("answers").get(3).path("value").asDouble(), is(1800.0));
    assertThat(bookreel("answers", lake(), "--month=2021-11", "--output=json"), is(0));
    assertThat(parse(out).path("answers").get(5).path("value").asDouble(), is(0.0));
    assertThat(csv("select value from refined.answers where number = 6"), is("1.0"));
  }

  @Test
  void unknownColumnsAreNamedOnce() {
    assertThat(run("2021-12-31"), is(0));
    assertThat(out, containsString("Note: movies has fields that nobody reads: colour\n"));
    assertThat(out, containsString("Note: streams has fields that nobody reads: device\n"));
  }

  @Test
  void aFirstLoad_writesOneFileAPartition_andNoneThatItReplaces() throws IOException {
    assertThat(run("2021-12-31"), is(0));
    List<Table> written =
        Tables.all().stream().filter(table -> table(table).latest().isPresent()).toList();
    assertThat(written, hasItems(Tables.REFINED_STREAMS, Tables.DAILY_MOVIES));
    for (Table table : written) {
      Snapshot snapshot = table(table).latest().orElseThrow();
      List<String> active =
          snapshot.files().stream().map(file -> file.location(table(table).path())).toList();
      assertThat(parquet(table), containsInAnyOrder(active.toArray()));
      Map<Map<String, String>, Long> byPartition =
          snapshot.files().stream().collect(groupingBy(DataFile::partition, counting()));
      byPartition.forEach((partition, files) -> assertThat(table + "", files, is(1L)));
    }
  }

  private List<String> parquet(Table table) throws IOException {
    Path root = Path.of(table(table).path());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .map(Path::toString)
          .toList();
    }
  }

  @Test
  void migrate_createsEveryTableEmpty_addsColumns_andDropsNothing() throws IOException {
    assertThat(bookreel("migrate", lake()), is(0));
    for (Table table : Tables.all()) {
      Snapshot snapshot = table(table).latest().orElseThrow();
      assertThat(snapshot.schema().getFieldNames(), is(table.schema().getFieldNames()));
      assertThat(
          snapshot.schema().getField(0).getDescription(),
          is(table.schema().getField(0).getDescription()));
      assertThat(snapshot.files().isEmpty(), is(true));
    }
    assertThat(run("2021-12-31"), is(0));
    assertThat(bookreel("migrate", lake()), is(0));
    assertThat(out, containsString("trusted/movies is up to date at version 1"));
    assertThat(csv("select title from trusted.movies"), is("Rush"));

    Table users = Tables.all().get(1);
    Path old = folder.resolve("old");
    assertThat(bookreel("migrate", "--lake=" + old), is(0));
    Path path = old.resolve(users.name());
    try (Stream<Path> files = Files.list(path.resolve("_delta_log"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Schema narrow = Schema.builder().addField(users.schema().getField("email")).build();
    DeltaTable.at(path.toString())
        .commit(Commit.schemaOnly().withSchema(narrow, List.of(), users.grain()));
    assertThat(bookreel("migrate", "--lake=" + old), is(0));
    assertThat(out, containsString(users.name() + " is now at version 1"));
    Snapshot wide = DeltaTable.at(path.toString()).latest().orElseThrow();
    assertThat(wide.schema().getFieldNames().size(), is(users.schema().getFieldCount()));
  }

  @Test
  void historyStatusAndAsOf_tellWhatEachNightDid() throws IOException {
    run("2021-12-31");
    books("It", "Dune");
    run("2022-01-01", "--accept=shrink");

    assertThat(bookreel("history", lake(), "--table=trusted/books", "--output=json"), is(0));
    JsonNode latest = parse(out).get(0);
    assertThat(latest.path("version").asLong(), is(1L));
    assertThat(latest.path("operation").asText(), is("MERGE"));
    assertThat(latest.path("parameters").path("date").asText(), is("2022-01-01"));
    assertThat(latest.path("metrics").path("numRowsInserted").asLong(), is(1L));
    assertThat(latest.path("metrics").path("numRowsDeleted").asLong(), is(1L));
    assertThat(latest.path("metrics").path("numRowsUnchanged").asLong(), is(1L));
    assertThat(bookreel("history", lake(), "--table=trusted/bocks"), is(2));
    assertThat(err, containsString("there is no table trusted/bocks: there are trusted/movies"));

    assertThat(bookreel("status", lake(), "--output=json"), is(0));
    JsonNode status = parse(out);
    assertThat(status.path("runs").size(), is(2));
    assertThat(status.path("runs").get(0).path("published").asBoolean(), is(true));
    for (JsonNode table : status.path("tables")) {
      if (table.path("table").asText().equals("trusted/books")) {
        assertThat(table.path("lastDump").asText(), is("2022-01-01"));
        assertThat(table.path("rows").asLong(), is(3L));
      }
    }
    String live = "select string_agg(name, ' ' order by name) from trusted.books";
    assertThat(csv(live, "--as-of=2021-12-30"), is(""));
    assertThat(csv(live, "--as-of=2021-12-31"), is("Emma It"));
    assertThat(csv(live, "--as-of=2022-01-01"), is("Dune Emma It"));
    assertThat(bookreel("query", lake(), "--as-of=soon", "--sql=select 1"), is(2));
    assertThat(err, containsString("cannot understand --as-of=soon"));
  }

  @Test
  void aSecondDumpOfADate_isRefusedUnlessRedelivered() throws IOException {
    run("2021-12-31");
    books("It", "Dune");
    assertThat(run("2021-12-31", "--output=json"), is(3));
    assertThat(
        parse(out).path("error").path("wayOut").asText(),
        is("Run with --redeliver if this one is to replace it"));
    assertThat(csv("select string_agg(name, ' ' order by name) from trusted.books"), is("Emma It"));

    assertThat(run("2021-12-31", "--redeliver", "--output=json"), is(0));
    assertThat(csv("select string_agg(name, ' ' order by name) from trusted.books"), is("Dune It"));
    assertThat(csv("select count(valid_to) + count(deleted_on) from trusted.books"), is("0"));
  }

  @Test
  void whatIsRejectedIsInQuarantineOnce_alsoWhenTheRunWasRefusedAtFirst() throws IOException {
    Files.writeString(
        internal.resolve("users.csv"), "first_name,last_name,email\nA,B,a@x.org\nC,D,c@x.org\n");
    run("2021-12-31");
    Files.writeString(
        internal.resolve("users.csv"), "first_name,last_name,email\nA,B,a@x.org\nC,D,\n");
    Files.writeString(
        internal.resolve("streams.csv"), "movie_title,user_email,size_mb,start_at,end_at\n,,,,\n");
    assertThat(run("2022-01-01"), is(3));
    assertThat(run("2022-01-01", "--accept=shrink"), is(0));
    assertThat(run("2022-01-01", "--accept=shrink"), is(0));
    assertThat(
        csv("select string_agg(dataset, ' ' order by dataset) from quarantine"),
        is("streams users"));
  }

  @Test
  void aRebuildCanBeRepeated_andLeavesTheRawZoneAlone() throws IOException {
    run("2021-12-31");
    books("It", "Dune");
    run("2022-01-01", "--accept=shrink");
    Path outcome;
    try (Stream<Path> files = Files.walk(folder.resolve("lake/raw/vendor/books"))) {
      outcome =
          files.filter(file -> file.endsWith("_outcome.json")).sorted().findFirst().orElseThrow();
    }
    String before = Files.readString(outcome);
    String rows = "select name, valid_from, valid_to, deleted_on from trusted.books order by 1";
    String expected = csv(rows);
    for (int rebuild = 0; rebuild < 2; rebuild++) {
      assertThat(err, bookreel("rebuild", lake()), is(0));
      assertThat(csv(rows), is(expected));
    }
    assertThat(Files.readString(outcome), is(before));
  }

  @Test
  void vacuumTellsFirst_andRemovesWhatNoVersionNeeds() throws IOException {
    run("2021-12-31");
    Path orphan = folder.resolve("lake/trusted/books/part-dead.parquet");
    Files.writeString(orphan, "left behind");

    assertThat(bookreel("vacuum", lake(), "--retain=soon"), is(2));
    assertThat(err, containsString("Write it like --retain=7d."));
    assertThat(bookreel("vacuum", lake(), "--retain=7d"), is(0));
    assertThat(out, is("0 files, 0 bytes can be removed; --dry-run=false removes them\n"));
    assertThat(bookreel("vacuum", lake(), "--retain=0m"), is(0));
    assertThat(out, containsString(orphan.toString()));
    assertThat(Files.exists(orphan), is(true));
    assertThat(bookreel("vacuum", lake(), "--retain=0m", "--dry-run=false"), is(0));
    assertThat(Files.exists(orphan), is(false));
    assertThat(csv("select count(*) from trusted.books"), is("2"));
  }

  @Test
  void aRunThatIsAlive_keepsVacuumFromWhatItWrites() throws IOException {
    run("2021-12-31");
    Files.writeString(
        folder.resolve("lake/runs/.running-x"), Instant.now().minusSeconds(60).toString());
    Path pending = folder.resolve("lake/trusted/books/part-pending.parquet");
    Files.writeString(pending, "not committed yet");
    assertThat(bookreel("vacuum", lake(), "--retain=0m", "--dry-run=false"), is(0));
    assertThat(Files.exists(pending), is(true));
  }

  @Test
  void optimize_putsSmallFilesTogether_andChangesNoRow() throws IOException {
    run("2021-12-31");
    books("It", "Dune");
    run("2022-01-01", "--accept=shrink");
    String rows = csv("select count(*), count(deleted_on) from trusted.books");
    assertThat(bookreel("optimize", lake(), "--table=trusted.books"), is(0));
    assertThat(out, is("trusted/books: 2 files are 1 now, version 2\n"));
    assertThat(csv("select count(*), count(deleted_on) from trusted.books"), is(rows));
    assertThat(bookreel("optimize", lake(), "--table=trusted/books"), is(0));
    assertThat(out, is("Nothing to do: no partition has several small files.\n"));
    assertThat(run("2022-01-01", "--accept=shrink", "--output=json"), is(0));
    assertThat(csv("select count(*), count(deleted_on) from trusted.books"), is(rows));
  }

  @Test
  void aLakeRemembersItsZone_andAFolderThatIsNoLakeIsRefused() throws IOException {
    assertThat(run("2021-12-31", "--zone=Asia/Tokyo"), is(0));
    assertThat(run("2022-01-01", "--zone=Europe/Madrid"), is(2));
    assertThat(err, containsString("its days are those of Asia/Tokyo, not of Europe/Madrid."));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("letter.txt"), "dear");
    assertThat(bookreel("status", "--lake=" + other), is(2));
    assertThat(err, containsString(other + " is not a lake"));
  }

  @Test
  void withoutPermissionToWrite_theRunSaysSo() {
    assumeTrue(
        !System.getProperty("user.name").equals("root"), "skipped: root may write everywhere");
    assertThat(folder.toFile().setWritable(false), is(true));
    try {
      assertThat(run("2021-12-31"), is(1));
      assertThat(err, containsString("Choose a folder that you may write to."));
    } finally {
      assertThat(folder.toFile().setWritable(true), is(true));
    }
  }

  private void books(String... names) throws IOException {
    List<String> records =
        Arrays.stream(names).map(name -> "{\"name\":\"" + name + "\",\"author\":\"K\"}").toList();
    Files.writeString(vendor.resolve("books.json"), "[" + String.join(",", records) + "]");
  }

  private int run(String date, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "run", lake(), "--internal=" + internal, "--vendor=" + vendor, "--date=" + date));
    all.addAll(List.of(more));
    return bookreel(all.toArray(String[]::new));
  }

  /** The rows of a query, without the head. */
  private String csv(String sql, String... more) {
    List<String> all = new ArrayList<>(List.of("query", lake(), "--output=csv", "--sql=" + sql));
    all.addAll(List.of(more));
    assertThat(err, bookreel(all.toArray(String[]::new)), is(0));
    return out.substring(out.indexOf('\n') + 1).strip();
  }

  private DeltaTable table(Table table) {
    return DeltaTable.at(folder.resolve("lake").resolve(table.name()).toString());
  }

  private static JsonNode parse(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private String lake() {
    return "--lake=" + folder.resolve("lake");
  }

  private int bookreel(String... arguments) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    int code;
    try (PrintStream outStream = new PrintStream(results, true, UTF_8);
        PrintStream errStream = new PrintStream(progress, true, UTF_8)) {
      code = new Bookreel(outStream, errStream, new AsItIs(), "DirectRunner").run(arguments);
    }
    out = results.toString(UTF_8);
    err = progress.toString(UTF_8);
    return code;
  }

  private static final class AsItIs implements RunnerSetup {
    @Override
    public void prepare(PipelineOptions options) {}

    @Override
    public void close() {}
  }
}
