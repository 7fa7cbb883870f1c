package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.dataset.Movies;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.dataset.Users;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.RowWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindAffectedDaysTest {
  private static final int FIRST = (int) LocalDate.of(2021, 12, 25).toEpochDay();
  private static final int SECOND = FIRST + 1;
  private static final int THIRD = FIRST + 2;

  private final MemoryTable movies = new MemoryTable(Movies.TABLE);
  private final MemoryTable users = new MemoryTable(Users.TABLE);
  private final MemoryTable links = new MemoryTable(Tables.MOVIE_BOOKS);
  private final MemoryTable newMovies = new MemoryTable(Movies.TABLE);
  private final MemoryTable newUsers = new MemoryTable(Users.TABLE);
  private final MemoryTable newLinks = new MemoryTable(Tables.MOVIE_BOOKS);
  private final MemoryTable refined = new MemoryTable(Tables.REFINED_STREAMS);
  private final MemoryTable daily = new MemoryTable(Tables.DAILY_MOVIES);

  @BeforeEach
  void threeDays() {
    movies.with(List.of(movie("Rush", 123), movie("Up", 96)));
    users.with(List.of(user("a@x.org")));
    watched(FIRST, "rush", "A@x.org");
    watched(SECOND, "up", "b@x.org");
    watched(THIRD, "elsewhere", "B@X.org");
  }

  @Test
  void whenNothingChanged_noDayIsAffected() {
    newMovies.with(List.of(movie("Up", 96), movie("Rush", 123)));
    newUsers.with(List.of(user("a@x.org")));
    assertAffected();
  }

  @Test
  void aMovieThatGotAnotherLengthOrSpelling_affectsItsDays() {
    newMovies.with(List.of(movie("RUSH", 123), movie("Up", 97)));
    newUsers.with(List.of(user("a@x.org")));
    assertAffected(FIRST, SECOND);
  }

  @Test
  void aMovieThatIsNewOrNewlyLinked_affectsItsDays() {
    newMovies.with(List.of(movie("Rush", 123), movie("Up", 96), movie("Elsewhere", 1)));
    newUsers.with(List.of(user("a@x.org")));
    newLinks.with(
        List.of(Arrays.asList("Rush", "rush", "B", "b", null, null, false, List.of(), 1L)));
    assertAffected(FIRST, THIRD);
  }

  @Test
  void aUserWhoAppeared_affectsTheDaysOnWhichHeWatched() {
    newMovies.with(List.of(movie("Up", 96), movie("Rush", 123)));
    newUsers.with(List.of(user("a@x.org"), user("b@x.org")));
    assertAffected(SECOND, THIRD);
  }

  private void assertAffected(Integer... days) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(
            pipeline.apply(
                new FindAffectedDays(
                    new CatalogueSources(movies, users, links),
                    new CatalogueSources(newMovies, newUsers, newLinks),
                    refined,
                    daily)))
        .containsInAnyOrder(Arrays.stream(days).map(ManifestEntry::affected).toList());
    pipeline.run().waitUntilFinish();
  }

  private void watched(int day, String movieKey, String email) {
    RowWriter row = refined.open(Map.of("start_date", LocalDate.ofEpochDay(day).toString()));
    row.setString(Tables.REFINED_STREAMS.column("user_email"), email);
    row.endRow();
    row.finish();
    daily.with(List.of(Arrays.asList(day, movieKey, movieKey, 1L, 1L, 1.0, 1.0)));
  }

  private static List<Object> movie(String title, int minutes) {
    return Arrays.asList(title, minutes, null, 1.0, title.toLowerCase(Locale.ROOT), 18_980);
  }

  private static List<Object> user(String email) {
    return Arrays.asList("A", "B", email, email, 18_980);
  }
}
