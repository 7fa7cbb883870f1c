package dev.bookreel.transforms.answer;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * An exact median of any number of values that are not negative, found in four passes.
 *
 * <p>The bits of such a double sort like the double itself. Each pass counts the values by their
 * next 16 bits among those that share the bits found so far, so a pass needs 65,536 counters at the
 * most for each of the two middle values, however many values there are.
 */
final class MedianSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many passes it takes. */
  static final int PASSES = 4;

  private static final int BITS_A_PASS = 16;
  private final int pass;
  private final long lowPrefix;
  private final long lowRank;
  private final long highPrefix;
  private final long highRank;

  private MedianSearch(int pass, long lowPrefix, long lowRank, long highPrefix, long highRank) {
    this.pass = pass;
    this.lowPrefix = lowPrefix;
    this.lowRank = lowRank;
    this.highPrefix = highPrefix;
    this.highRank = highRank;
  }

  /** Before the first pass. */
  static MedianSearch begin() {
    return new MedianSearch(0, 0, 0, 0, 0);
  }

  /** Counters for the next pass. */
  Counts newCounts() {
    return new Counts(this);
  }

  /**
   * After a pass over all values.
   *
   * @param counts by the bits known after this pass, of all parts together
   */
  MedianSearch after(Map<Long, Long> counts) {
    if (counts.isEmpty()) {
      return this;
    }
    long low = lowRank;
    long high = highRank;
    if (pass == 0) {
      long values = counts.values().stream().mapToLong(Long::longValue).sum();
      low = (values - 1) / 2;
      high = values / 2;
    }
    Step lowStep = step(counts, lowPrefix, low);
    Step highStep = step(counts, highPrefix, high);
    return new MedianSearch(pass + 1, lowStep.prefix, lowStep.rank, highStep.prefix, highStep.rank);
  }

  /** The median: the mean of the two middle values; null when there was no value. */
  Double median() {
    if (pass < PASSES) {
      return null;
    }
    return (Double.longBitsToDouble(lowPrefix) + Double.longBitsToDouble(highPrefix)) / 2;
  }

  private record Step(long prefix, long rank) {}

  private Step step(Map<Long, Long> counts, long prefix, long rank) {
    long rest = rank;
    for (Map.Entry<Long, Long> entry : new TreeMap<>(counts).entrySet()) {
      if (pass > 0 && entry.getKey() >>> BITS_A_PASS != prefix) {
        continue;
      }
      if (rest < entry.getValue()) {
        return new Step(entry.getKey(), rest);
      }
      rest -= entry.getValue();
    }
    throw new IllegalStateException("The values changed between two passes of the median.");
  }

  /** The counters of one pass over a part of the values. */
  static final class Counts {
    private static final int WIDTH = 1 << BITS_A_PASS;
    private final int shift;
    private final long lowPrefix;
    private final long highPrefix;
    private final long[] low = new long[WIDTH];
    private final long[] high = new long[WIDTH];

    private Counts(MedianSearch search) {
      shift = Long.SIZE - BITS_A_PASS * (search.pass + 1);
      lowPrefix = search.lowPrefix;
      highPrefix = search.highPrefix;
    }

    /** Counts a value that is not negative. */
    void add(double value) {
      long bits = Double.doubleToRawLongBits(value + 0.0) >>> shift;
      int next = (int) bits & (WIDTH - 1);
      long prefix = bits >>> BITS_A_PASS;
      if (prefix == lowPrefix) {
        low[next]++;
      } else if (prefix == highPrefix) {
        high[next]++;
      }
    }

    /** The counts that are not zero, by the bits known after this pass. */
    Map<Long, Long> byPrefix() {
      Map<Long, Long> counts = new TreeMap<>();
      for (int next = 0; next < WIDTH; next++) {
        if (low[next] > 0) {
          counts.put((lowPrefix << BITS_A_PASS) | next, low[next]);
        }
        if (high[next] > 0) {
          counts.put((highPrefix << BITS_A_PASS) | next, high[next]);
        }
      }
      return counts;
    }
  }
}
