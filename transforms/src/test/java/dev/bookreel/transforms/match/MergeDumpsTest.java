package dev.bookreel.transforms.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Authors;
import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.Movies;
import dev.bookreel.transforms.dataset.Reviews;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.WriteManifest;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.quality.Judge;
import dev.bookreel.transforms.quality.LoadReferences;
import dev.bookreel.transforms.quality.ReferenceSource;
import dev.bookreel.transforms.quality.RuleChecks;
import dev.bookreel.transforms.quality.RuleDay;
import dev.bookreel.transforms.quality.RuleReader;
import dev.bookreel.transforms.quality.RuleResult;
import dev.bookreel.transforms.quality.RuleSet;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeDumpsTest {
  private static final LocalDate DATE = LocalDate.of(2021, 12, 31);
  private static final int DAY = (int) DATE.toEpochDay();
  private static final String MOVIE_HEADER = "title,duration_mins,original_language,size_mb";

  @TempDir Path folder;
  private final MemoryTable quarantine = new MemoryTable(Tables.QUARANTINE);
  private int deliveredFiles;
  private Function<TestPipeline, RuleChecks> reviewChecks = pipeline -> RuleChecks.none("x");

  @Test
  void ofACsvDump_theLastOfEachKeyStands_andTheRestIsAccountedFor() throws IOException {
    MemoryTable table = new MemoryTable(Movies.TABLE);

    Manifest manifest =
        trust(
            new Movies(),
            table,
            csv(MOVIE_HEADER, "RUSH,61,German,1", "Up,96,,730", "Rush,123,English,1700"),
            csv(MOVIE_HEADER + ",colour", "Up,95,English,731.5,yes", "Reel,90 min,,1,no"));

    assertThat(
        table.rows(),
        containsInAnyOrder(
            Arrays.asList("Rush", 123, "English", 1700.0, "rush", DAY, null, null),
            Arrays.asList("Up", 95, "English", 731.5, "up", DAY, null, null)));
    assertThat(manifest.tally("movies"), is(new Tally(5, 2, 1, 2, 2, 0, 0, 0, 0)));
    assertThat(new Movies().fields().unknown(manifest.fields(new Movies())), contains("colour"));
    assertThat(
        quarantine.rows("dataset", "rule", "raw", "source_file", "record_number", "run_id"),
        contains(
            List.of("movies", "duration_mins.number", "Reel,90 min,,1,no", "raw/1", 2L, "run-1")));
  }

  @Test
  void ofAJsonDump_brokenRecordsAreRejectedAlone() throws IOException {
    MemoryTable table = new MemoryTable(Authors.TABLE);

    Manifest manifest =
        trust(
            new Authors(),
            table,
            json("{\"metadata\":{\"name\":\"Ruth Weiß\"},\"v\":1}", "{\"metadata\":{}}", "[1]"));

    assertThat(table.rows("name"), contains(List.of("Ruth Weiß")));
    assertThat(manifest.tally("authors"), is(new Tally(3, 1, 2, 0, 1, 0, 0, 0, 0)));
    assertThat(new Authors().fields().unknown(manifest.fields(new Authors())), contains("v"));
    assertThat(
        quarantine.rows("raw", "record_number"),
        containsInAnyOrder(List.of("{\"metadata\":{}}", 2L), List.of("[1]", 3L)));
  }

  @Test
  void aReviewOfWhichOneMovieComesAgain_isAccepted() throws IOException {
    MemoryTable table = new MemoryTable(Reviews.TABLE);

    Manifest manifest =
        trust(
            new Reviews(),
            table,
            json(review("first", "A", "B"), review("second", "B", "end"), review("third", "B")));

    assertThat(
        table.rows("movie_title", "text"),
        containsInAnyOrder(List.of("A", "first"), List.of("B", "third")));
    assertThat(manifest.tally("reviews"), is(new Tally(3, 2, 0, 1, 2, 0, 0, 0, 0)));
  }

  @Test
  void dumpsThatComeTogether_areKeptApart() throws IOException {
    MemoryTable movies = new MemoryTable(Movies.TABLE);
    movies.with(List.of(Arrays.asList("Gone", 1, null, 1.0, "gone", DAY - 1, null, null)));
    movies.with(List.of(Arrays.asList("Up", 96, null, 730.0, "up", DAY - 1, null, null)));
    MemoryTable authors = new MemoryTable(Authors.TABLE);
    RuleChecks unchecked = RuleChecks.none("x");

    Manifest manifest =
        merge(
            TestPipeline.create().enableAbandonedNodeEnforcement(false),
            delivery(
                new Authors(),
                authors,
                unchecked,
                json("{\"metadata\":{\"name\":\"Up\"}}", "{\"metadata\":{}}")),
            delivery(
                new Movies(), movies, unchecked, csv(MOVIE_HEADER, "Up,96,,730", "Rush,1,,x")));

    assertThat(manifest.tally("authors"), is(new Tally(2, 1, 1, 0, 1, 0, 0, 0, 0)));
    assertThat(manifest.tally("movies"), is(new Tally(2, 1, 1, 0, 0, 0, 1, 0, 1)));
    assertThat(authors.rows("name"), contains(List.of("Up")));
    assertThat(manifest.replaced("trusted/movies").size(), is(1));
    assertThat(
        quarantine.rows("dataset", "rule"),
        containsInAnyOrder(
            List.of("authors", "name.required"), List.of("movies", "size_mb.number")));
  }

  @Test
  void aDumpOfHeadersOnly_isCountedAsNothing() throws IOException {
    MemoryTable table = new MemoryTable(Movies.TABLE);

    Manifest manifest = trust(new Movies(), table, csv(MOVIE_HEADER));

    assertThat(table.files(), empty());
    assertThat(manifest.tally("movies"), is(Tally.NONE));
  }

  @Test
  void aDumpWithoutShards_isAMistake() {
    MemoryTable table = new MemoryTable(Movies.TABLE);
    IllegalArgumentException mistake =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new DumpDelivery(
                    new Movies(),
                    List.of(),
                    0,
                    DATE,
                    table,
                    List.of(),
                    table,
                    RuleChecks.none("x")));

    assertThat(mistake.getMessage(), is("a dump needs at least one shard, not 0"));
  }

  @Test
  void recordsAreCheckedByTheirRules_andLookedUpInTableAndDump() throws IOException {
    RuleSet rules =
        RuleReader.read(
            new Reviews(),
            """
            Rules = [
              ColumnValues "rate" > 1 with action = "quarantine",
              ReferentialIntegrity "movie_key" "movies.title_key" = 1 with action = "warn",
              IsPrimaryKey "movie_key" "book_key" with action = "warn",
              DistinctValuesCount "text" = 1 with action = "warn"
            ]
            """,
            new RuleDay(DATE, ZoneId.of("Europe/Madrid")));
    MemoryTable movies = new MemoryTable(Movies.TABLE);
    movies.with(
        List.of(
            Arrays.asList("Rush", 1, null, 1.0, "rush", 1, null, 1),
            Arrays.asList("Gone", 1, null, 1.0, "gone", 1, 2, null)));
    FileRange coming = csv(MOVIE_HEADER, "Up,96,,730", ",,,").write(folder, 9);
    reviewChecks =
        pipeline ->
            new RuleChecks(
                rules,
                pipeline.apply(
                    "References",
                    new LoadReferences(
                        Map.of(
                            0,
                            new ReferenceSource(
                                rules.references().get(0),
                                new Movies(),
                                movies,
                                List.of(coming))))));
    MemoryTable table = new MemoryTable(Reviews.TABLE);
    Manifest manifest =
        trust(
            new Reviews(),
            table,
            json(review(5, "RUSH", "It"), review(1, "Up", "It"), review(4, "up", "Emma")),
            json(review(3, "Gone", "It"), review(2, "Rush", "It")));

    assertThat(table.rows().size(), is(4));
    assertThat(
        quarantine.rows("record_number", "rules"),
        contains(List.of(2L, List.of("reviews.rate.ColumnValues"))));
    assertThat(manifest.tally("reviews"), is(new Tally(5, 4, 1, 0, 4, 0, 0, 0, 0)));
    List<RuleResult> results =
        new Judge(rules, manifest.measures("reviews"), Set.of(), sql -> 0).results();
    assertThat(
        results.stream().map(RuleResult::message).toList(),
        contains(
            "1 of 5 rows fail",
            "1 of 5 rows fail",
            "1 of 4 rows repeat a value, 0 lack one",
            "it is 1"));
  }

  private static String review(int rate, String movie, String book) {
    return "{\"content\":{\"text\":\"t\"},\"rating\":{\"rate\":"
        + rate
        + "},\"books\":[{\"metadata\":{\"title\":\""
        + book
        + "\"}}],\"movies\":[{\"title\":\""
        + movie
        + "\"}],\"created\":\"2021-12-0"
        + rate
        + "T10:00:00Z\"}";
  }

  private Manifest trust(Dump dump, MemoryTable table, Content... files) throws IOException {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    RuleChecks checks = reviewChecks.apply(pipeline);
    Manifest found = merge(pipeline, delivery(dump, table, checks, files));
    assertThat(
        found.files(dump.table().name()).stream().map(WrittenFile::description).toList(),
        containsInAnyOrder(table.files().stream().map(TableFile::path).toArray()));
    return found;
  }

  private DumpDelivery delivery(
      Dump dump, MemoryTable table, RuleChecks checks, Content... contents) throws IOException {
    List<FileRange> ranges = new ArrayList<>();
    for (Content content : contents) {
      ranges.add(content.write(folder, deliveredFiles++));
    }
    return new DumpDelivery(dump, ranges, 3, DATE, table, table.files(), table, checks);
  }

  private Manifest merge(TestPipeline pipeline, DumpDelivery... dumps) throws IOException {
    String manifest = folder.resolve("manifest").toString();
    pipeline
        .apply(new MergeDumps(List.of(dumps), quarantine, "run-1"))
        .apply(WriteManifest.to(bytes -> Files.write(Path.of(manifest), bytes)));
    pipeline.run().waitUntilFinish();
    return Manifest.parse(Files.readAllBytes(Path.of(manifest)));
  }

  private static Content csv(String header, String... records) {
    return new Content(Format.CSV, List.of(header.split(",")), header + "\n", List.of(records));
  }

  private static Content json(String... records) {
    return new Content(Format.JSON_LINES, List.of(), "", List.of(records));
  }

  /** A file to be delivered. */
  private record Content(Format format, List<String> header, String head, List<String> records) {
    FileRange write(Path folder, int number) throws IOException {
      Path file = folder.resolve(Integer.toString(number));
      byte[] begin = head.getBytes(UTF_8);
      byte[] all = (head + String.join("\n", records)).getBytes(UTF_8);
      Files.write(file, all);
      return new FileRange(
          file.toString(),
          "raw/" + number,
          number,
          format,
          false,
          header,
          begin.length,
          all.length,
          1);
    }
  }

  private static String review(String text, String... movies) {
    List<String> titles =
        Arrays.stream(movies).map(title -> "{\"title\":\"" + title + "\"}").toList();
    return "{\"content\":{\"text\":\""
        + text
        + "\"},\"books\":[{\"metadata\":{\"title\":\"X\"}}],\"movies\":["
        + String.join(",", titles)
        + "],\"created\":\"2021-12-25T14:27:16.273+0100\"}";
  }
}
