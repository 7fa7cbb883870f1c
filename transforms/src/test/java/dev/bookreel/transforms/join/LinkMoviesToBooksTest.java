package dev.bookreel.transforms.join;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.dataset.Authors;
import dev.bookreel.transforms.dataset.Books;
import dev.bookreel.transforms.dataset.Movies;
import dev.bookreel.transforms.dataset.Reviews;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.table.MemoryTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class LinkMoviesToBooksTest {
  private static final int CLOSED = 18_990;
  private static final Integer LATEST = null;

  private final MemoryTable reviews = new MemoryTable(Reviews.TABLE);
  private final MemoryTable books = new MemoryTable(Books.TABLE);
  private final MemoryTable authors = new MemoryTable(Authors.TABLE);
  private final MemoryTable movies = new MemoryTable(Movies.TABLE);
  private final MemoryTable links = new MemoryTable(Tables.MOVIE_BOOKS);

  @Test
  void aLinkIsSpelledAsTheCatalogueAndTheVendorsRecordsSpellIt() {
    reviews.with(List.of(review("RUSH", "BOOK", 4, LATEST), review("Rush", "Book", 5, LATEST)));
    reviews.with(List.of(review("rush", "BOOK", null, LATEST)));
    books.with(List.of(book("The Book", "book", "RUTH WEISS", "ruth weiss", LATEST)));
    authors.with(List.of(author("Ruth Weiß", "ruth weiss", LATEST, "germans")));
    movies.with(List.of(movie("Rush!", "rush", LATEST)));

    link(1);

    assertThat(
        links.rows(),
        contains(
            List.of(
                "Rush!",
                "rush",
                "The Book",
                "book",
                "Ruth Weiß",
                "ruth weiss",
                true,
                List.of("germans"),
                3L,
                4.5)));
  }

  @Test
  void noJoinDropsARow() {
    reviews.with(
        List.of(
            review("OUTSIDE", "NO RECORD", 1, LATEST),
            review("Outside", "No record", 2, LATEST),
            review("OUTSIDE", "KNOWN", 3, LATEST),
            review("OUTSIDE", "ANON", null, LATEST)));
    books.with(
        List.of(
            book("Known", "known", "Nobody Knows", "nobody knows", LATEST),
            book("Anon", "anon", null, null, LATEST)));

    link(2);

    assertThat(
        links.rows("movie_title", "book_name", "author_name", "author_key", "author_known"),
        containsInAnyOrder(
            Arrays.asList("OUTSIDE", "NO RECORD", null, null, false),
            Arrays.asList("OUTSIDE", "Known", "Nobody Knows", "nobody knows", false),
            Arrays.asList("OUTSIDE", "Anon", null, null, false)));
    assertThat(
        links.rows("nationalities", "reviews", "average_rate"),
        containsInAnyOrder(
            Arrays.asList(List.of(), 2L, 1.5),
            Arrays.asList(List.of(), 1L, 3.0),
            Arrays.asList(List.of(), 1L, null)));
  }

  @Test
  void onlyLatestVersionsCount() {
    reviews.with(List.of(review("Rush", "Book", 1, CLOSED), review("Up", "Book", 3, LATEST)));
    books.with(
        List.of(
            book("Old", "book", "Old Author", "old author", CLOSED),
            book("New", "book", "New Author", "new author", LATEST)));
    movies.with(List.of(movie("Up (old)", "up", CLOSED), movie("Up (new)", "up", LATEST)));

    link(1);

    assertThat(
        links.rows("movie_title", "book_name", "author_name", "average_rate"),
        contains(List.of("Up (new)", "New", "New Author", 3.0)));
  }

  @Test
  void severalMoviesOfABook_andBooksOfAnAuthor_stayApart() {
    reviews.with(
        List.of(
            review("A", "X", 1, LATEST), review("B", "X", 2, LATEST), review("A", "Y", 3, LATEST)));
    books.with(
        List.of(book("X", "x", "Same", "same", LATEST), book("Y", "y", "Same", "same", LATEST)));
    authors.with(List.of(author("Same", "same", LATEST, "greeks", "turks")));

    link(3);

    assertThat(
        links.rows("movie_title", "book_name", "nationalities", "average_rate"),
        containsInAnyOrder(
            List.of("A", "X", List.of("greeks", "turks"), 1.0),
            List.of("B", "X", List.of("greeks", "turks"), 2.0),
            List.of("A", "Y", List.of("greeks", "turks"), 3.0)));
  }

  @Test
  void fromEmptyTables_comeNoLinksAndNoFile() {
    link(2);

    assertThat(links.files(), empty());
  }

  private void link(long reviewsAShard) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<ManifestEntry> entries =
        pipeline.apply(
            new LinkMoviesToBooks(
                new LinkSources(reviews, books, authors, movies), links, reviewsAShard));
    PAssert.that(entries)
        .satisfies(
            all -> {
              for (ManifestEntry entry : all) {
                assertThat(entry.file().table(), is("refined/movie_books"));
              }
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static List<Object> review(String movie, String book, Integer rate, Integer validTo) {
    return Arrays.asList(
        movie, book, rate, null, null, 0L, null, key(movie), key(book), 18_980, validTo);
  }

  private static List<Object> book(
      String name, String key, String author, String authorKey, Integer validTo) {
    return Arrays.asList(name, null, author, null, key, authorKey, 18_980, validTo);
  }

  private static List<Object> author(
      String name, String key, Integer validTo, String... nationalities) {
    return Arrays.asList(name, null, null, List.of(nationalities), key, 18_980, validTo);
  }

  private static List<Object> movie(String title, String key, Integer validTo) {
    return Arrays.asList(title, 90, null, 1.0, key, 18_980, validTo);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
