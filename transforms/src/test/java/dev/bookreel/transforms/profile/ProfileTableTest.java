package dev.bookreel.transforms.profile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.bookreel.transforms.dataset.Authors;
import dev.bookreel.transforms.dataset.Books;
import dev.bookreel.transforms.dataset.Movies;
import dev.bookreel.transforms.dataset.Streams;
import dev.bookreel.transforms.profile.ColumnProfile.Bin;
import dev.bookreel.transforms.profile.ColumnProfile.Frequent;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class ProfileTableTest {
  private static final int DAY = 18_992;
  private static TableProfile found;

  @Test
  void numbersAreMeasured_andSpreadOverBins() {
    MemoryTable movies = new MemoryTable(Movies.TABLE);
    for (int minutes : new int[] {60, 60, 99, 70, 159}) {
      movies.with(List.of(movie("M" + minutes, minutes, null, 0.5)));
    }
    ColumnProfile minutes = column(profile(Movies.TABLE, movies), "duration_mins");
    assertThat(minutes.type(), is("integer"));
    assertThat(minutes.rows(), is(5L));
    assertThat(minutes.completeness(), is(1.0));
    assertThat(minutes.distinct(), is(4L));
    assertThat(minutes.distinctIsExact(), is(true));
    assertThat(minutes.minimum(), is("60"));
    assertThat(minutes.maximum(), is("159"));
    assertThat(minutes.mean(), is(89.6));
    assertThat(minutes.deviation(), closeTo(37.526524, 1e-6));
    assertThat(minutes.shortest(), is(nullValue()));
    assertThat(minutes.frequent(), contains(new Frequent("60", 2)));
    assertThat(
        minutes.histogram().stream().filter(bin -> bin.count() > 0).toList(),
        contains(new Bin("60", 2), new Bin("70", 1), new Bin("90", 1), new Bin("150", 1)));
    assertThat(minutes.histogram().size(), is(10));

    ColumnProfile size = column(found, "size_mb");
    assertThat(size.deviation(), is(0.0));
    assertThat(size.histogram(), contains(new Bin("0.5", 5)));
  }

  @Test
  void textsAreMeasuredInCharacters_andNullsCounted() {
    MemoryTable movies = new MemoryTable(Movies.TABLE);
    movies.with(
        List.of(
            movie("😀\uFF5E", 1, "German", 1.0),
            movie("\uFF5E", 1, "German", 1.0),
            movie("a", 1, "Greek", 1.0),
            movie("<script>\n", 1, null, 1.0)));
    TableProfile profile = profile(Movies.TABLE, movies);
    ColumnProfile title = column(profile, "title");
    assertThat(title.minimum(), is("<script>\n"));
    // By the numbers of characters the last, though its first surrogate is a lower number.
    assertThat(title.maximum(), is("😀\uFF5E"));
    assertThat(title.shortest(), is(1));
    assertThat(title.longest(), is(9));
    assertThat(title.frequent(), empty());
    ColumnProfile language = column(profile, "original_language");
    assertThat(language.nulls(), is(1L));
    assertThat(language.completeness(), is(0.75));
    assertThat(language.distinct(), is(2L));
    assertThat(language.frequent(), contains(new Frequent("German", 2)));
    assertThat(column(profile, "valid_from").minimum(), is("2021-12-31"));
    assertThat(column(profile, "deleted_on").completeness(), is(0.0));
  }

  @Test
  void ofArrays_theValuesAreLookedAt() {
    MemoryTable authors = new MemoryTable(Authors.TABLE);
    authors.with(List.of(author("A", "danes", "swedes"), author("B"), author("C", "swedes")));
    ColumnProfile nationalities = column(profile(Authors.TABLE, authors), "nationalities");
    assertThat(nationalities.type(), is("texts"));
    assertThat(nationalities.shortest(), is(0));
    assertThat(nationalities.longest(), is(2));
    assertThat(nationalities.distinct(), is(2L));
    assertThat(nationalities.frequent(), contains(new Frequent("swedes", 2)));
  }

  @Test
  void onlyTheLatestVersionsCount_andTimesAreShown() {
    MemoryTable movies = new MemoryTable(Movies.TABLE);
    List<Object> old = new ArrayList<>(movie("Old", 7, null, 1.0));
    old.set(6, DAY);
    movies.with(List.of(old, movie("New", 8, null, 1.0)));
    assertThat(column(profile(Movies.TABLE, movies), "duration_mins").minimum(), is("8"));
    assertThat(found.rows(), is(1L));

    MemoryTable streams = new MemoryTable(Streams.TABLE);
    streams.with(
        Map.of("start_date", "2021-12-25"),
        List.of(
            Arrays.asList(
                "Up", "up", "a@x.org", 1.5, 1_640_426_400_000_001L, 1_640_426_401_000_000L)));
    ColumnProfile start = column(profile(Streams.TABLE, streams), "start_at");
    assertThat(start.minimum(), is("2021-12-25T10:00:00.000001Z"));
    assertThat(column(found, "start_date").maximum(), is("2021-12-25"));
  }

  @Test
  void anEmptyTable_hasColumnsWithoutValues() {
    TableProfile profile = profile(Books.TABLE, new MemoryTable(Books.TABLE));
    assertThat(profile.rows(), is(0L));
    ColumnProfile pages = column(profile, "pages");
    assertThat(pages.completeness(), is(nullValue()));
    assertThat(pages.mean(), is(nullValue()));
    assertThat(pages.minimum(), is(nullValue()));
    assertThat(pages.histogram(), empty());
  }

  @Test
  void manyValues_areEstimated_theSameHoweverRowsAreSpreadOverFiles() {
    List<List<Object>> rows = new ArrayList<>();
    Random random = new Random(7);
    for (int number = 0; number < 30_000; number++) {
      rows.add(
          movie("Title " + number % 25_000, number % 300, "L" + number % 3, random.nextDouble()));
    }
    MemoryTable one = new MemoryTable(Movies.TABLE);
    one.with(rows);
    TableProfile whole = profile(Movies.TABLE, one);
    Collections.shuffle(rows, random);
    MemoryTable many = new MemoryTable(Movies.TABLE);
    many.with(rows.subList(0, 10)).with(rows.subList(10, 9_000)).with(rows.subList(9_000, 30_000));
    TableProfile split = profile(Movies.TABLE, many);

    assertThat(split, is(whole));
    ColumnProfile title = column(whole, "title");
    assertThat(title.distinctIsExact(), is(false));
    assertThat((double) title.distinct(), closeTo(25_000, 25_000 * 0.03));
    assertThat(title.frequent(), empty());
    assertThat(
        column(whole, "original_language").frequent().get(0), is(new Frequent("L0", 10_000)));
    assertThat(
        column(whole, "duration_mins").histogram().stream().map(Bin::count).toList(),
        is(Collections.nCopies(10, 3_000L)));
  }

  @Test
  void anEstimate_isNeverBelowWhatWasCounted() {
    MemoryTable movies = new MemoryTable(Movies.TABLE);
    List<List<Object>> rows = new ArrayList<>();
    for (int number = 0; number <= 10_000; number++) {
      rows.add(movie("viewer" + number + "@example.com", 1, null, 1.0));
    }
    movies.with(rows);
    ColumnProfile title = column(profile(Movies.TABLE, movies), "title");
    assertThat(title.distinctIsExact(), is(false));
    assertThat(title.distinct() > 10_000, is(true));
    assertThat((double) title.distinct(), closeTo(10_001, 300));
  }

  private static TableProfile profile(Table table, MemoryTable rows) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.thatSingleton(pipeline.apply(ProfileTable.of(table, rows)))
        .satisfies(
            profile -> {
              found = profile;
              return null;
            });
    pipeline.run().waitUntilFinish();
    return found;
  }

  private static ColumnProfile column(TableProfile profile, String name) {
    return profile.columns().stream()
        .filter(column -> column.column().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> movie(String title, int minutes, String language, double size) {
    return Arrays.asList(title, minutes, language, size, title, DAY, null, null);
  }

  private static List<Object> author(String name, String... nationalities) {
    return Arrays.asList(name, null, null, List.of(nationalities), name, DAY, null, null);
  }
}
