import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes reviews.json: one movie and one book a review, half of the movies not in the catalogue.
 */
final class Reviews {
  private static final String[] RATES = {"", "ONE", "TWO", "THREE", "FOUR", "FIVE"};
  private static final long MONTH_MILLIS = 31 * Options.DAY_MILLIS;
  private static final Dirt.Kind[] DIRT = {
    new Dirt.Kind("rating.range", "(?<=\"rate\":)\\d", "9"),
    new Dirt.Kind("movies.required", "(?<=\"movies\":)\\[[^\\]]*\\]", "[]"),
    new Dirt.Kind("created_at.instant", "(?<=\"created\":\"2021-)12", "13"),
    new Dirt.Kind("record.object", "^.*$", "\"a review\""),
    new Dirt.Kind("record.json", "(?<=\"rate\":)\\d", "many")
  };

  private record Review(int rate, String text) {}

  private final Options options;
  private final String[] books;
  private final String[] movies;
  private final String[] strangers;

  Reviews(Options options, Names names) {
    this.options = options;
    books = loud(names.books());
    movies = loud(Arrays.copyOf(names.movies(), names.reviewedMovies()));
    strangers = loud(names.strangers());
  }

  Counts write(Path file) throws IOException {
    SplittableRandom random = options.random("reviews");
    SplittableRandom randomOfNew = options.random("new reviews");
    Dirt dirt = options.dirt(options.reviews(), DIRT);
    Changes changes = options.changes();
    String earlier = "";
    long duplicates = 0;
    long rates = 0;
    long read;
    try (JsonArray array = new JsonArray(file)) {
      for (long number = 0; number < options.reviews(); number++) {
        if (Repeats.comesAgain(number)) {
          array.add(earlier);
          duplicates++;
          continue;
        }
        boolean broken = dirt.strikes(number);
        Changes.Change change =
            broken || Repeats.isRemembered(number) ? Changes.Change.NONE : changes.next();
        Review review = review(random, number, change == Changes.Change.CHANGED);
        if (broken) {
          array.add(dirt.spoiled(review.text));
          continue;
        }
        if (change == Changes.Change.MISSING) {
          continue;
        }
        array.add(review.text);
        rates += review.rate;
        if (change == Changes.Change.FOLLOWED) {
          Review added = review(randomOfNew, options.reviews() + changes.added(), false);
          array.add(added.text);
          rates += added.rate;
        }
        if (Repeats.isRemembered(number)) {
          earlier = review.text;
        }
      }
      read = array.records();
    }
    long rows = read - duplicates - dirt.broken();
    return new Counts()
        .put("read", read)
        .put("rows", rows)
        .put("duplicates", duplicates)
        .put("rates", rates)
        .dirt(options, dirt)
        .second(options, rows, changes);
  }

  private Review review(SplittableRandom random, long number, boolean changed) {
    int told = 1 + random.nextInt(5);
    int rate = changed ? told % 5 + 1 : told;
    String title = Names.any(random.nextBoolean() ? movies : strangers, random);
    String film = "{\"id\":0,\"title\":\"" + title + "\"}";
    String sentinel = "{\"id\":0,\"title\":\"end\"}";
    String text =
        "{\"content\":{\"text\":\""
            + Names.sentence(random)
            + " "
            + Names.sentence(random)
            + "\"},\"rating\":{\"rate\":"
            + rate
            + ",\"label\":\""
            + RATES[rate]
            + "\"},\"books\":[{\"id\":null,\"metadata\":{\"title\":\""
            + Names.any(books, random)
            + "\",\"pages\":\"unknown\"}}],\"movies\":["
            + (random.nextBoolean() ? film + "," + sentinel : sentinel + "," + film)
            + "],\"updated\":\""
            + instant(random.nextLong(MONTH_MILLIS))
            // Unique, so that no two reviews share a key by chance.
            + "\",\"created\":\""
            + instant(Math.floorMod(number * 1_000_003L, MONTH_MILLIS))
            + "\"}";
    return new Review(rate, text);
  }

  private static String instant(long millis) {
    long day = 1 + millis / Options.DAY_MILLIS;
    long ofDay = millis % Options.DAY_MILLIS;
    StringBuilder text = new StringBuilder("2021-12-");
    two(text, day).append('T');
    two(text, ofDay / 3_600_000).append(':');
    two(text, ofDay / 60_000 % 60).append(':');
    two(text, ofDay / 1000 % 60).append('.').append(ofDay % 1000 / 100);
    return two(text, ofDay % 100).append("+0100").toString();
  }

  private static StringBuilder two(StringBuilder text, long number) {
    return text.append(number / 10).append(number % 10);
  }

  private static String[] loud(String[] titles) {
    return Arrays.stream(titles)
        .map(title -> title.toUpperCase(Locale.ROOT))
        .toArray(String[]::new);
  }
}
