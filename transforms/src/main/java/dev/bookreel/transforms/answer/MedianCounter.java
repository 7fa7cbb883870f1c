package dev.bookreel.transforms.answer;

import java.util.Arrays;

/** Counts values for a median that is looked for within a bracket. */
final class MedianCounter {
  private static final int FEW = 1 << 10;
  private final Bracket bracket;
  private final int most;
  private long below;
  private long above;
  private Histogram within = Histogram.EMPTY;

  /** Bits within the bracket that are not in the histogram yet. */
  private long[] pending = new long[64];

  private int length;

  /**
   * Counts nothing yet.
   *
   * @param most how many values within the bracket are told apart, at least 4: more of them are
   *     told apart by their first bits only
   */
  MedianCounter(Bracket bracket, int most) {
    this.bracket = bracket;
    this.most = most;
  }

  /**
   * Counts nothing yet, with as many of all counters as the values are of all values, or a few.
   *
   * @param values how many it will count
   * @param all how many there are in all
   */
  static MedianCounter forShare(Bracket bracket, long values, long all) {
    long share = all == 0 ? 0 : MedianCounts.MOST * values / all;
    return new MedianCounter(bracket, (int) Math.min(MedianCounts.MOST, Math.max(FEW, share)));
  }

  /** Counts a value. */
  void add(double value) {
    long bits = Bracket.bits(value);
    if (bits < bracket.low()) {
      below++;
    } else if (bits > bracket.high()) {
      above++;
    } else {
      hold(bits);
    }
  }

  /** What was counted. */
  MedianCounts counts() {
    flush();
    return new MedianCounts(below, within, above, most);
  }

  private void hold(long bits) {
    if (length >= most) {
      flush();
    } else if (length == pending.length) {
      pending = Arrays.copyOf(pending, length * 2);
    }
    pending[length++] = bits;
  }

  private void flush() {
    within = within.plus(Histogram.of(pending, length, most), most);
    length = 0;
  }
}
