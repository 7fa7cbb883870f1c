package dev.bookreel.transforms.answer;

import java.io.Serializable;
import java.util.Optional;

/**
 * What one pass over values tells of their median; parts add up in any order.
 *
 * <p>Values outside of the bracket are only counted. Where the median is not within it, or is known
 * by its first bits only, {@link #next} tells the bracket for another pass. It holds both middle
 * values for certain and, once they are known by first bits, nothing but values that share these:
 * two buckets of this pass become all buckets of the next. So it ends, whatever the values are.
 *
 * @param below how many values are below the bracket
 * @param within the bits of those within
 * @param above how many values are above it
 * @param most how many buckets may be held
 */
record MedianCounts(long below, Histogram within, long above, int most) implements Serializable {
  /** How many buckets are held at the most, however many parts add up. */
  static final int MOST = 1 << 20;

  static final MedianCounts NONE = new MedianCounts(0, Histogram.EMPTY, 0, 0);

  /** The values of both, of which as many are told apart as of both by themselves. */
  MedianCounts plus(MedianCounts other) {
    int together = Math.min(MOST, most + other.most);
    return new MedianCounts(
        below + other.below, within.plus(other.within, together), above + other.above, together);
  }

  /** The median: the mean of the two middle values; null when there is no value. */
  Double median() {
    if (values() == 0) {
      return null;
    }
    return (Bracket.value(within.least(lower())) + Bracket.value(within.least(upper()))) / 2;
  }

  /**
   * Where the next pass has to look for the median; nowhere, when it is known.
   *
   * @param bracket where this pass looked for it
   */
  Optional<Bracket> next(Bracket bracket) {
    long held = within.total();
    if (values() == 0 || (within.isExact() && lower() >= 0 && upper() < held)) {
      return Optional.empty();
    }
    long low = Long.MIN_VALUE;
    if (lower() >= held) {
      low = bracket.high() + 1;
    } else if (lower() >= 0) {
      low = within.least(lower());
    }
    long high = Long.MAX_VALUE;
    if (upper() < 0) {
      high = bracket.low() - 1;
    } else if (upper() < held) {
      high = within.greatest(upper());
    }
    return Optional.of(new Bracket(low, high));
  }

  private long values() {
    return below + within.total() + above;
  }

  /** The place of the lower middle value among those within the bracket. */
  private long lower() {
    return (values() - 1) / 2 - below;
  }

  private long upper() {
    return values() / 2 - below;
  }
}
