import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** Who and what there is, by number: movies, users, books and authors. */
final class Names {
  private static final String[] WORDS =
      ("Amber Anchor Autumn Bitter Border Bridge Broken Candle Castle Cellar Cinder Copper Crossing"
           + " Distant Ember Empire Evening Fallen Feather Fortune Garden Glass Golden Harbour"
           + " Hidden Hollow Iron Island Ivory Journey Kingdom Lantern Letter Library Marble Market"
           + " Meadow Mercy Midnight Mirror Morning Mountain Narrow Northern Ocean Orchard Paper"
           + " Passage Pilgrim Promise Quiet Railway River Saffron Secret Shadow Silent Silver"
           + " Sleeper Southern Station Stolen Summer Thunder Tower Valley Velvet Voyage Winter"
           + " Wonder Yellow")
          .split(" ");

  /** The real data have 783 users at 9,652 streams; beyond that it is 200 streams a user. */
  private static final int MIN_USERS = 783;

  private final String[] movies;
  private final String[] strangers;
  private final byte[][] emails;
  private final String[] books;
  private final int bookWords;
  private final int authors;

  Names(Options options) {
    movies =
        titles(
            between(options.streams() / 50_000, 91, 400), options.random("movies"), "Unforgiven");
    // A few of the catalogue's movies have no review: as many are reviewed outside of it.
    strangers = titles(reviewedMovies(), options.random("strangers"), "The Sting");
    emails = new byte[(int) Math.max(MIN_USERS, options.streams() / 200)][];
    for (int user = 0; user < emails.length; user++) {
      emails[user] = email(user).getBytes(StandardCharsets.US_ASCII);
    }
    books =
        titles(
            between(options.reviews() / 100, 103, 10_000),
            options.random("books"),
            "The Waste Land");
    bookWords = options.random("books").nextInt(WORDS.length);
    authors = between(options.reviews() / 200, 200, 5_000);
  }

  String[] movies() {
    return movies;
  }

  /** How many of the movies, from the first one on, have reviews. */
  int reviewedMovies() {
    return movies.length - movies.length / 15;
  }

  /** Movies outside the catalogue. */
  String[] strangers() {
    return strangers;
  }

  byte[][] emails() {
    return emails;
  }

  String[] books() {
    return books;
  }

  /** A book's name, of one that is new in a second dump, too. */
  String book(int number) {
    return number < books.length ? books[number] : title(number, bookWords);
  }

  int authors() {
    return authors;
  }

  /** An author's name, of one that is new in a second dump, too. */
  static String author(int number) {
    return "Author " + word(number) + " " + word(number / WORDS.length) + " " + number;
  }

  static String word(int place) {
    return WORDS[Math.floorMod(place, WORDS.length)];
  }

  static String sentence(SplittableRandom random) {
    return any(WORDS, random)
        + " "
        + any(WORDS, random).toLowerCase(Locale.ROOT)
        + " "
        + any(WORDS, random).toLowerCase(Locale.ROOT)
        + ".";
  }

  static String any(String[] of, SplittableRandom random) {
    return of[random.nextInt(of.length)];
  }

  /** Distinct titles, the given one in front. */
  private static String[] titles(int count, SplittableRandom random, String first) {
    String[] titles = new String[count];
    titles[0] = first;
    int words = random.nextInt(WORDS.length);
    for (int title = 1; title < count; title++) {
      titles[title] = title(title, words);
    }
    return titles;
  }

  /** Every ninth has a comma. */
  private static String title(int number, int offset) {
    String words = word(number + offset) + " " + word(number / WORDS.length * 7 + number);
    return (number % 9 == 0 ? words + ", Part " : "The " + words + " ") + number;
  }

  private static String email(int user) {
    return (word(user)
            + "_"
            + word(user / WORDS.length)
            + user
            + "@"
            + word(user * 13)
            + (user % 2 == 0 ? ".org" : ".info"))
        .toLowerCase(Locale.ROOT);
  }

  private static int between(long value, int least, int most) {
    return (int) Math.max(least, Math.min(most, value));
  }
}
