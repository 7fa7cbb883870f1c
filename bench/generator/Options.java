import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is to be generated.
 *
 * @param firstDay on which sessions begin, in winter: time stamps are an hour ahead of UTC
 * @param days on which sessions begin, from the first one on
 * @param percentChanged percent of the vendor's records that a second delivery tells otherwise;
 *     negative: this is the first one
 * @param dirtyEvery one record in so many is broken; 0: none
 * @param negativeSizes whether one session in 5,000 has a negative size
 */
record Options(
    long streams,
    long reviews,
    long seed,
    LocalDate firstDay,
    int days,
    double percentChanged,
    int dirtyEvery,
    boolean negativeSizes,
    Path out) {
  static final String USAGE =
      "--streams=N --reviews=N --seed=N --out=DIR [--first-day=2021-12-01] [--days=31]"
          + " [--changes=PERCENT] [--dirt[=N]]\n"
          + "  --days     sessions begin on so many days from --first-day on; 1 is a skewed load\n"
          + "  --changes  a second delivery: new sessions, and the first one's dumps, of whose"
          + " vendor records so many percent are changed, missing or new\n"
          + "  --dirt=N   one record in N is broken, in each way in turn; without a number, one"
          + " session in 5,000 has a negative size";

  static final long DAY_MILLIS = 86_400_000;

  /**
   * Reads options such as {@code --streams=2000000}.
   *
   * @throws IllegalArgumentException when one of them cannot be read, or they do not fit together
   */
  static Options parse(String... args) {
    long streams = 20_000_000;
    long reviews = 1_000_000;
    long seed = 1;
    LocalDate firstDay = LocalDate.of(2021, 12, 1);
    int days = 31;
    double percentChanged = -1;
    int dirtyEvery = 0;
    boolean negativeSizes = false;
    Path out = null;
    for (String arg : args) {
      String value = arg.substring(arg.indexOf('=') + 1);
      try {
        switch (arg.split("=")[0]) {
          case "--streams" -> streams = Long.parseLong(value);
          case "--reviews" -> reviews = Long.parseLong(value);
          case "--seed" -> seed = Long.parseLong(value);
          case "--first-day" -> firstDay = LocalDate.parse(value);
          case "--days" -> days = Integer.parseInt(value);
          case "--changes" -> percentChanged = Double.parseDouble(value);
          case "--dirt" -> {
            negativeSizes = arg.equals("--dirt");
            dirtyEvery = negativeSizes ? 0 : Integer.parseInt(value);
          }
          case "--out" -> out = Path.of(value);
          default -> throw new IllegalArgumentException("no such option: " + arg);
        }
      } catch (NumberFormatException | DateTimeException e) {
        throw new IllegalArgumentException("cannot read " + arg, e);
      }
    }
    if (out == null) {
      throw new IllegalArgumentException("--out is missing");
    }
    if (streams > days * DAY_MILLIS) {
      throw new IllegalArgumentException("more --streams than --days have milliseconds");
    }
    return new Options(
        streams, reviews, seed, firstDay, days, percentChanged, dirtyEvery, negativeSizes, out);
  }

  boolean isSecond() {
    return percentChanged >= 0;
  }

  /** A source of its own for each purpose, so that a change of one does not shift the others. */
  SplittableRandom random(String purpose) {
    return new SplittableRandom(seed * 1_000_003 + purpose.hashCode());
  }

  /** What the vendor says otherwise of a dataset; nothing in a first delivery. */
  Changes changes() {
    return new Changes(Math.max(0, percentChanged));
  }

  /** Breaks records of a dataset, so often that each kind of dirt occurs. */
  Dirt dirt(long records, Dirt.Kind... kinds) {
    long every = dirtyEvery == 0 ? 0 : Math.min(dirtyEvery, records / (kinds.length + 1));
    return new Dirt(every, List.of(kinds));
  }
}
