package dev.bookreel.transforms.answer;

import static dev.bookreel.transforms.answer.Questions.about;

import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.MemoryTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class ComputeAnswersTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Questions QUESTIONS =
      about(
          YearMonth.of(2021, 12),
          "UNFORGIVEN",
          LocalDateTime.of(2021, 12, 26, 0, 0),
          LocalDateTime.of(2021, 12, 26, 1, 0),
          MADRID);

  private final MemoryTable streams = new MemoryTable(Tables.REFINED_STREAMS);
  private final MemoryTable daily = new MemoryTable(Tables.DAILY_MOVIES);
  private final MemoryTable links = new MemoryTable(Tables.MOVIE_BOOKS);

  @Test
  void aFewSessionsGiveTheseAnswers() {
    links.with(
        List.of(
            link("rush", "singaporeans"),
            link("rush", "greeks", "singaporeans"),
            link("up", "greeks"),
            link("nobody streams it", "singaporeans")));
    // The window is from 23:00 to 24:00 UTC. One session ends as it begins, one begins as it ends.
    day("2021-12-25", session("Unforgiven", "g@x.org", 1000, "2021-12-25T22:00:00Z", 60, 0.5));
    day("2021-12-25", session("UNFORGIVEN", "a@x.org", 2000, "2021-12-25T22:00:01Z", 60, 0.25));
    day("2021-12-25", session("unforgiven", "A@x.org", 9000, "2021-12-25T22:59:59Z", 30, null));
    day("2021-12-26", session("Unforgiven", "c@x.org", 4000, "2021-12-26T00:00:00Z", 30, 0.49));
    day("2021-12-26", session("Up", "d@x.org", 5000, "2021-12-25T23:10:00Z", 30, 0.75));
    // The last week begins with the 25th.
    day("2021-12-24", session("Up", "e@x.org", 6000, "2021-12-24T12:00:00Z", 30, 1.0));
    day("2022-01-01", session("Rush", "f@x.org", 7000, "2021-12-31T23:30:00Z", 30, 1.0));
    day("2021-12-31", session("Rush", "D@x.org", 8000, "2021-12-31T22:30:00Z", 30, 1.0));

    assertAnswers(
        200.0 / 3,
        // a@x.org in two spellings
        1.0,
        1.0,
        60.0 * (60 + 60 + 30 * 6) / 8,
        5.5,
        // g@x.org, and d@x.org in two spellings
        2.0);
  }

  @Test
  void ofNoSessions_nothingIsKnownOrCounted() {
    assertAnswers(null, 0.0, 0.0, null, null, 0.0);
  }

  @Test
  void ofAnOddNumberOfSizes_theOneInTheMiddleIsTheMedian() {
    links.with(List.of(link("up", "greeks")));
    day("2021-12-25", session("Up", "a@x.org", 0.1, "2021-12-25T12:00:00Z", 1, null));
    day("2021-12-25", session("Up", "b@x.org", 0.3, "2021-12-25T12:00:00Z", 2, null));
    day("2021-12-25", session("Up", "c@x.org", 1e9, "2021-12-25T12:00:00Z", 4, null));

    assertAnswers(100.0, 0.0, 0.0, 140.0, 0.3 / 1000, 0.0);
  }

  @Test
  void sessionsInManyFiles_addUp_andViewersOfSeveralCountOnce() {
    for (int i = 0; i < 40; i++) {
      String viewer = "viewer" + i % 25 + "@x.org";
      day("2021-12-26", session("Unforgiven", viewer, i, "2021-12-25T23:30:00Z", i, i / 40.0));
    }
    assertAnswers(0.0, 25.0, 0.0, 60 * 19.5, 0.0195, 20.0);
  }

  @Test
  void aMedianOutsideOfTheBracket_isLookedForOnItsSide() {
    day("2021-12-25", session("Up", "a@x.org", 3, "2021-12-25T12:00:00Z", 1, null));
    day("2021-12-25", session("Up", "b@x.org", 2, "2021-12-25T12:00:00Z", 2, null));
    Bracket below = new Bracket(0, Bracket.bits(1));
    assertResult(
        below, new PassResult(List.of(), new Bracket(Bracket.bits(1) + 1, Long.MAX_VALUE)));
  }

  private void assertResult(Bracket bracket, PassResult result) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.thatSingleton(
            pipeline.apply(ComputeAnswers.of(streams, daily, links, QUESTIONS, bracket)))
        .isEqualTo(result);
    pipeline.run().waitUntilFinish();
  }

  private void assertAnswers(Double... values) {
    assertResult(
        Bracket.everything(),
        new PassResult(
            List.of(
                new Answer(
                    1,
                    "What percentage of the streamed movies are based on books?",
                    values[0],
                    "percent"),
                new Answer(
                    2,
                    "How many users were watching \"UNFORGIVEN\" while its file was corrupted?",
                    values[1],
                    "users"),
                new Answer(
                    3,
                    "How many movies based on books by Singaporean authors were streamed in"
                        + " 2021-12?",
                    values[2],
                    "movies"),
                new Answer(4, "What is the average streaming duration?", values[3], "seconds"),
                new Answer(5, "What is the median streaming size?", values[4], "gigabytes"),
                new Answer(
                    6,
                    "How many users watched at least 50 % of any movie in the last week of"
                        + " 2021-12?",
                    values[5],
                    "users")),
            null));
  }

  private void day(String date, List<Object> session) {
    streams.with(Map.of("start_date", date), List.of(session));
    Object movieKey = session.get(1);
    Object title = session.get(0);
    long day = LocalDate.parse(date).toEpochDay();
    daily.with(List.of(List.of((int) day, title, movieKey, 1L, 1L, 0.5, 1.0)));
  }

  private static List<Object> session(
      String title, String email, double size, String begin, int minutes, Double share) {
    long start = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(begin));
    String key = title.toLowerCase(Locale.ROOT);
    return Arrays.asList(
        title,
        key,
        email,
        size,
        start,
        start + minutes * 60_000_000L,
        minutes * 60.0,
        60,
        share,
        !key.equals("unforgiven"),
        true,
        true);
  }

  private static List<Object> link(String movieKey, String... nationalities) {
    return Arrays.asList(
        movieKey,
        movieKey,
        "Book",
        "book",
        "Author",
        "author",
        true,
        List.of(nationalities),
        1L,
        4.0);
  }
}
