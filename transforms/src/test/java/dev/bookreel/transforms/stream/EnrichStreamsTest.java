package dev.bookreel.transforms.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.Movies;
import dev.bookreel.transforms.dataset.Streams;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.dataset.Users;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.WriteManifest;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.LandingScan;
import dev.bookreel.transforms.quality.Judge;
import dev.bookreel.transforms.quality.LoadReferences;
import dev.bookreel.transforms.quality.Reference;
import dev.bookreel.transforms.quality.ReferenceSource;
import dev.bookreel.transforms.quality.RuleChecks;
import dev.bookreel.transforms.quality.RuleDay;
import dev.bookreel.transforms.quality.RuleReader;
import dev.bookreel.transforms.quality.RuleResult;
import dev.bookreel.transforms.quality.RuleSet;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.TableFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichStreamsTest {
  private static final String HEADER = "movie_title,user_email,size_mb,start_at,end_at\n";
  private static final int DAY = (int) LocalDate.of(2021, 12, 25).toEpochDay();

  @TempDir Path folder;
  private final MemoryTable movies = new MemoryTable(Movies.TABLE);
  private final MemoryTable users = new MemoryTable(Users.TABLE);
  private final MemoryTable links = new MemoryTable(Tables.MOVIE_BOOKS);

  /** What the tables hold when the run begins. */
  private final MemoryTable heldStreams = new MemoryTable(Streams.TABLE);

  private final MemoryTable heldDays = new MemoryTable(Tables.DAILY_MOVIES);

  /** What the run writes. */
  private final MemoryTable streams = new MemoryTable(Streams.TABLE);

  private final MemoryTable refined = new MemoryTable(Tables.REFINED_STREAMS);
  private final MemoryTable days = new MemoryTable(Tables.DAILY_MOVIES);
  private final MemoryTable quarantine = new MemoryTable(Tables.QUARANTINE);
  private TakeIn takeIn = TakeIn.ALL;
  private RuleSet rules = RuleSet.none("streams");
  private List<Long> again = List.of();

  @BeforeEach
  void knowAMovieAndAUser() {
    movies.with(List.of(Arrays.asList("Große Freiheit", 60, null, 1.0, "grosse freiheit", 1)));
    users.with(List.of(Arrays.asList("A", "B", "a@x.org", "a@x.org", 1)));
    links.with(
        List.of(
            Arrays.asList(
                "Große Freiheit",
                "grosse freiheit",
                "Book",
                "book",
                null,
                null,
                false,
                List.of(),
                1L)));
  }

  @Test
  void aSessionIsEnriched_andOneOfAnUnknownMovieOrUserIsKeptAndMarked() throws IOException {
    Manifest manifest =
        enrich(
            HEADER
                + "GROSSE  FREIHEIT,A@X.org,1500.5,2021-12-25T10:00:00Z,2021-12-25T10:15:00.5Z\n"
                + "Nowhere,nobody@x.org,2,2021-12-25T11:00:00.000+0100,2021-12-25T10:00:00Z\n");

    assertThat(
        streams.rows(),
        containsInAnyOrder(
            List.of(
                "GROSSE  FREIHEIT",
                "grosse freiheit",
                "A@X.org",
                1500.5,
                micros("2021-12-25T10:00:00Z"),
                micros("2021-12-25T10:15:00.5Z"),
                DAY),
            List.of(
                "Nowhere",
                "nowhere",
                "nobody@x.org",
                2.0,
                micros("2021-12-25T10:00:00Z"),
                micros("2021-12-25T10:00:00Z"),
                DAY)));
    assertThat(
        refined.rows(
            "movie_title",
            "watch_seconds",
            "movie_duration_mins",
            "watched_share",
            "based_on_book",
            "movie_known",
            "user_known"),
        containsInAnyOrder(
            List.of("GROSSE  FREIHEIT", 900.5, 60, 900.5 / 3600, true, true, true),
            Arrays.asList("Nowhere", 0.0, null, null, false, false, false)));
    assertThat(
        days.rows(),
        containsInAnyOrder(
            List.of(DAY, "Große Freiheit", "grosse freiheit", 1L, 1L, 900.5 / 3600, 1.5005),
            List.of(DAY, "Nowhere", "nowhere", 1L, 1L, 0.0, 0.002)));
    assertThat(manifest.tally("streams"), is(new Tally(2, 2, 0, 0, 2, 0, 0, 0, 0)));
    assertThat(quarantine.files(), empty());
  }

  @Test
  void ofAKeyThatComesAgainInADelivery_theLastByFileAndRecordStands() throws IOException {
    String session = ",2021-12-25T10:00:00Z,2021-12-25T10:15:00Z\n";
    Manifest manifest =
        enrich(
            HEADER + "Up,a@x.org,9" + session + "Up,b@x.org,5" + session + "UP,B@x.org,6" + session,
            HEADER + "up ,A@x.org,2" + session + "Up,a@x.org,1" + session);

    assertThat(
        streams.rows("movie_title", "user_email", "size_mb"),
        containsInAnyOrder(List.of("Up", "a@x.org", 1.0), List.of("UP", "B@x.org", 6.0)));
    assertThat(manifest.tally("streams"), is(new Tally(5, 2, 0, 3, 2, 0, 0, 0, 0)));
    assertThat(days.rows("movie_title", "sessions", "viewers"), contains(List.of("UP", 2L, 2L)));
  }

  @Test
  void aSessionThatTheTableHoldsIsUnchanged_andNothingIsWritten() throws IOException {
    hold("Up", 1.0);
    Manifest manifest = enrich(HEADER + up("1"));

    assertThat(manifest.tally("streams"), is(new Tally(1, 1, 0, 0, 0, 0, 0, 0, 1)));
    assertThat(streams.files(), empty());
    assertThat(refined.files(), empty());
    assertThat(days.files(), empty());
  }

  @Test
  void otherValuesCorrectTheTablesSession_whoseFileIsWrittenAnew() throws IOException {
    TableFile file = hold("Up", 1.0);
    Manifest manifest = enrich(HEADER + up("1.5"));

    assertThat(manifest.tally("streams"), is(new Tally(1, 1, 0, 0, 0, 1, 0, 0, 0)));
    assertThat(
        streams.rows("movie_title", "size_mb"),
        containsInAnyOrder(List.of("Up", 1.5), List.of("Other", 3.0)));
    assertThat(
        refined.rows("movie_title", "size_mb"),
        containsInAnyOrder(List.of("Up", 1.5), List.of("Other", 3.0)));
    assertThat(manifest.replaced("trusted/streams"), contains(file.path()));
  }

  @Test
  void ofADeliveryThatTheTableTookInBefore_nothingIsCorrected() throws IOException {
    hold("Up", 1.0);
    takeIn = TakeIn.NOTHING;
    Manifest manifest = enrich(HEADER + up("1.5"));

    assertThat(manifest.tally("streams"), is(new Tally(1, 1, 0, 0, 0, 0, 0, 0, 1)));
    assertThat(streams.files(), empty());
  }

  @Test
  void theBusinessZoneDecidesTheDay_byTheBeginOfASession() throws IOException {
    enrich(
        HEADER
            + "Before,a@x.org,1,2021-12-24T22:59:59.999999Z,2021-12-25T01:00:00Z\n"
            + "After,a@x.org,1,2021-12-24T23:00:00Z,2021-12-25T01:00:00Z\n");

    assertThat(
        refined.rows("movie_title", "start_date", "watch_seconds"),
        containsInAnyOrder(List.of("Before", DAY - 1, 7200.000001), List.of("After", DAY, 7200.0)));
    assertThat(
        days.rows("start_date", "movie_title"),
        containsInAnyOrder(List.of(DAY - 1, "Before"), List.of(DAY, "After")));
    assertThat(
        streams.files().stream().map(TableFile::partition).toList(),
        containsInAnyOrder(Map.of("start_date", "2021-12-24"), Map.of("start_date", "2021-12-25")));
  }

  @Test
  void sessionsAreCheckedByTheirRules_whateverTheRanges() throws IOException {
    rules =
        RuleReader.read(
            new Streams(),
            """
            Rules = [
              ColumnValues "size_mb" < 100 with action = "quarantine",
              ColumnValues "user_email" matches "[a-z]+@x\\.org" with action = "quarantine",
              ColumnLength "movie_title" < 20 with action = "quarantine",
              ColumnValues "start_at" >= "2021-12-25" with action = "warn",
              ColumnValues "end_at" < now() with action = "warn",
              ColumnValues "start_date" = "2021-12-25" with action = "warn",
              ColumnValues "movie_key" = "grosse freiheit" with action = "warn",
              ReferentialIntegrity "movie_title" "movies.title_key" >= 0.5 with action = "warn",
              ReferentialIntegrity "user_email" "users.email" = 1 with action = "warn",
              ReferentialIntegrity "user_email" "users.email_key" = 1 with action = "warn",
              ReferentialIntegrity "movie_title" "users.email_key" = 1 with action = "warn",
              ReferentialIntegrity "user_email,movie_title" "users.email,last_name" = 1 with action = "warn",
              IsUnique "user_email" with action = "warn",
              DistinctValuesCount "start_at" = 1 with action = "warn",
              Uniqueness "size_mb" = 1 with action = "warn",
              Mean "size_mb" = 2 with action = "warn"
            ]
            """,
            new RuleDay(LocalDate.of(2021, 12, 31), ZoneId.of("Europe/Madrid")));
    String times = ",2021-12-25T10:00:00Z,2021-12-25T10:15:00Z\n";
    Manifest manifest =
        enrich(
            HEADER
                + ("Große Freiheit,a@x.org,1" + times)
                + ("Nowhere,b@x.org,2" + times)
                + ("Nowhere,c@y.org,2" + times)
                + ("A title of twenty characters,C@x.org,200" + times),
            HEADER + "GROSSE FREIHEIT,a@x.org,3,2021-12-24T10:00:00Z,2021-12-24T10:00:01Z\n");

    assertThat(
        quarantine.rows("record_number", "rules"),
        containsInAnyOrder(
            List.of(3L, List.of("streams.user_email.ColumnValues")),
            List.of(
                4L,
                List.of(
                    "streams.size_mb.ColumnValues",
                    "streams.user_email.ColumnValues",
                    "streams.movie_title.ColumnLength"))));
    assertThat(manifest.tally("streams").accepted(), is(3L));
    List<RuleResult> results =
        new Judge(rules, manifest.measures("streams"), Set.of(), sql -> 0).results();
    assertThat(
        results.stream().map(RuleResult::failed).toList(),
        is(List.of(1L, 2L, 1L, 1L, 0L, 1L, 3L, 3L, 3L, 3L, 5L, 5L, 1L, 0L, 0L, 0L)));
    assertThat(
        results.stream().map(RuleResult::figure).toList(),
        is(
            Arrays.asList(
                0.8, 0.6, 0.8, 0.8, 1.0, 0.8, 0.4, 0.4, 0.4, 0.4, 0.0, 0.0, 1 / 3.0, 2.0, 1.0,
                2.0)));
  }

  @Test
  void whatIsNoSessionIsSetAsideAlone() throws IOException {
    String nan = "Up,a@x.org,NaN,2021-12-25T10:00:00Z,2021-12-25T10:15:00Z";
    String backwards = "Up,a@x.org,1,2021-12-25T10:00:00Z,2021-12-25T09:15:00Z";
    Manifest manifest = enrich(HEADER + nan + "\n" + up("1") + backwards + "\n");

    assertThat(
        quarantine.rows(),
        containsInAnyOrder(
            List.of(
                "streams",
                "size_mb.number",
                "size_mb is \"NaN\", not a plain number",
                nan,
                "raw/0",
                1L,
                "run-1",
                List.of("size_mb.number")),
            List.of(
                "streams",
                "end_at.order",
                "end_at 2021-12-25T09:15:00Z is before start_at 2021-12-25T10:00:00Z",
                backwards,
                "raw/0",
                3L,
                "run-1",
                List.of("end_at.order"))));
    assertThat(manifest.tally("streams"), is(new Tally(3, 1, 2, 0, 1, 0, 0, 0, 0)));
    assertThat(streams.rows("size_mb"), contains(List.of(1.0)));
  }

  @Test
  void columnsMayComeInAnyOrder_andTheUnknownAreNamedOnce() throws IOException {
    String file =
        """
        end_at,device,user_email,size_mb,movie_title,start_at
        2021-12-25T10:15:00Z,tv,a@x.org,1,Up,2021-12-25T10:00:00Z
        """;
    Manifest manifest = enrich(file, file);

    assertThat(
        streams.rows("movie_title", "user_email", "size_mb"),
        contains(List.of("Up", "a@x.org", 1.0)));
    assertThat(new Streams().fields().unknown(manifest.fields(new Streams())), contains("device"));
  }

  @Test
  void aDayIsRefinedAgainWhenAsked_andTheOthersStayAsTheyAre() throws IOException {
    hold("Große Freiheit", 1.0);
    List<Object> otherDay = List.of(DAY + 9, "Rush", "rush", 7L, 6L, 5.5, 4.25);
    heldDays.with(List.of(otherDay, List.of(DAY, "Stale", "stale", 1L, 1L, 1.0, 1.0)));
    again = List.of(ShardPlan.shardKey(DAY, 0));
    Manifest manifest = enrich();

    assertThat(manifest.tally("streams"), is(Tally.NONE));
    assertThat(streams.files(), empty());
    assertThat(
        refined.rows("movie_title", "based_on_book", "user_known"),
        containsInAnyOrder(List.of("Große Freiheit", true, true), List.of("Other", false, true)));
    assertThat(
        days.rows("start_date", "movie_key", "sessions"),
        containsInAnyOrder(
            List.of(DAY + 9, "rush", 7L),
            List.of(DAY, "grosse freiheit", 1L),
            List.of(DAY, "other", 1L)));
    assertThat(days.rows().contains(otherDay), is(true));
  }

  /** A session as the tests deliver it again and again. */
  private static String up(String size) {
    return "Up,a@x.org," + size + ",2021-12-25T10:00:00Z,2021-12-25T10:15:00Z\n";
  }

  /** Lets the table hold that session and another one. */
  private TableFile hold(String title, double size) {
    long start = micros("2021-12-25T10:00:00Z");
    long end = micros("2021-12-25T10:15:00Z");
    heldStreams.with(
        Map.of("start_date", "2021-12-25"),
        List.of(
            List.of(title, "unused", "a@x.org", size, start, end),
            List.of("Other", "other", "a@x.org", 3.0, start, end)));
    return heldStreams.files().get(0);
  }

  private Manifest enrich(String... files) throws IOException {
    List<FileRange> ranges = new ArrayList<>();
    for (int file = 0; file < files.length; file++) {
      byte[] content = files[file].getBytes(UTF_8);
      Path path = Files.write(folder.resolve(Integer.toString(file)), content);
      // Ranges of one record each.
      LandingScan.Result scan = LandingScan.ofCsv(new ByteArrayInputStream(content), 1);
      ranges.addAll(scan.ranges(path.toString(), "raw/" + file, file, false));
    }
    String manifest = folder.resolve("manifest").toString();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionView<Iterable<Catalogue>> catalogue =
        pipeline.apply(LoadCatalogue.from(new CatalogueSources(movies, users, links)));
    StreamTables tables =
        new StreamTables(heldStreams, heldDays, streams, refined, days, quarantine, takeIn);
    pipeline
        .apply(
            new EnrichStreams(
                ranges,
                again,
                ShardPlan.forRows(Map.of()),
                "Europe/Madrid",
                tables,
                catalogue,
                "run-1",
                checks(pipeline)))
        .apply(WriteManifest.to(bytes -> Files.write(Path.of(manifest), bytes)));
    pipeline.run().waitUntilFinish();
    return Manifest.parse(Files.readAllBytes(Path.of(manifest)));
  }

  private RuleChecks checks(TestPipeline pipeline) {
    Map<Integer, ReferenceSource> sources = new HashMap<>();
    for (int place = 0; place < rules.references().size(); place++) {
      Reference reference = rules.references().get(place);
      boolean isMovies = reference.dataset().equals("movies");
      Dump dump = isMovies ? new Movies() : new Users();
      if (!Catalogue.REFERENCES.contains(reference)) {
        sources.put(
            place, new ReferenceSource(reference, dump, isMovies ? movies : users, List.of()));
      }
    }
    return sources.isEmpty()
        ? new RuleChecks(rules, null)
        : new RuleChecks(rules, pipeline.apply("References", new LoadReferences(sources)));
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
