package dev.bookreel.transforms.answer;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * An exact median of any number of values that are not negative, found in two to four passes.
 *
 * <p>The bits of such a double sort like the double itself. The first pass counts the values by
 * their first 16 bits. The next ones count those that share the bits found so far with one of the
 * two middle values: by all the bits that are left once these values are few, else by the next 16.
 * So a pass needs some hundred thousand counters at the most, however many values there are.
 */
final class MedianSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many passes it takes at the most. */
  static final int PASSES = 4;

  private static final int BITS_A_PASS = 16;
  private final int mostCounters;

  /** How many of the first bits are known. */
  private final int known;

  /** How many of them the next pass tells. */
  private final int next;

  private final Middle low;
  private final Middle high;

  /**
   * One of the two middle values.
   *
   * @param prefix its first bits, as far as they are known
   * @param rank its place among the values with this prefix, from 0
   * @param values how many of them there are
   */
  private record Middle(long prefix, long rank, long values) implements Serializable {}

  private MedianSearch(int mostCounters, int known, Middle low, Middle high) {
    this.mostCounters = mostCounters;
    this.known = known;
    this.low = low;
    this.high = high;
    boolean few = known > 0 && low.values + high.values <= mostCounters;
    this.next = few ? Long.SIZE - known : Math.min(BITS_A_PASS, Long.SIZE - known);
  }

  /** Before the first pass. */
  static MedianSearch begin() {
    return begin(1 << 17);
  }

  /**
   * Before the first pass.
   *
   * @param mostCounters of values that are told apart at once by all of their bits
   */
  static MedianSearch begin(int mostCounters) {
    return new MedianSearch(mostCounters, 0, new Middle(0, 0, 0), new Middle(0, 0, 0));
  }

  /** Whether no pass is needed any more. */
  boolean isFound() {
    return known == Long.SIZE;
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
    Map<Long, Long> sorted = new TreeMap<>(counts);
    long lowRank = low.rank;
    long highRank = high.rank;
    if (known == 0) {
      long values = counts.values().stream().mapToLong(Long::longValue).sum();
      lowRank = (values - 1) / 2;
      highRank = values / 2;
    }
    return new MedianSearch(
        mostCounters,
        known + next,
        narrowed(sorted, low.prefix, lowRank),
        narrowed(sorted, high.prefix, highRank));
  }

  /** The median: the mean of the two middle values; null when there was no value. */
  Double median() {
    if (!isFound()) {
      return null;
    }
    return (Double.longBitsToDouble(low.prefix) + Double.longBitsToDouble(high.prefix)) / 2;
  }

  private Middle narrowed(Map<Long, Long> counts, long prefix, long rank) {
    long rest = rank;
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      if (entry.getKey() >>> next != prefix) {
        continue;
      }
      if (rest < entry.getValue()) {
        return new Middle(entry.getKey(), rest, entry.getValue());
      }
      rest -= entry.getValue();
    }
    throw new IllegalStateException("The values changed between two passes of the median.");
  }

  /** The counters of one pass over a part of the values. */
  static final class Counts {
    private final int shift;
    private final int next;
    private final long lowPrefix;
    private final long highPrefix;

    /** By the next 16 bits, for each of the two middle values; else {@link #few} counts. */
    private final long[] low;

    private final long[] high;
    private final Map<Long, Long> few = new HashMap<>();

    private Counts(MedianSearch search) {
      next = search.next;
      shift = Long.SIZE - search.known - next;
      lowPrefix = search.low.prefix;
      highPrefix = search.high.prefix;
      low = next > BITS_A_PASS ? null : new long[1 << next];
      high = next > BITS_A_PASS ? null : new long[1 << next];
    }

    /** Counts a value that is not negative. */
    void add(double value) {
      long bits = Double.doubleToRawLongBits(value + 0.0) >>> shift;
      long prefix = bits >>> next;
      if (prefix != lowPrefix && prefix != highPrefix) {
        return;
      }
      if (low == null) {
        few.merge(bits, 1L, Long::sum);
      } else {
        (prefix == lowPrefix ? low : high)[(int) bits & (low.length - 1)]++;
      }
    }

    /** The counts that are not zero, by the bits known after this pass. */
    Map<Long, Long> byPrefix() {
      Map<Long, Long> counts = new TreeMap<>(few);
      for (int bits = 0; low != null && bits < low.length; bits++) {
        if (low[bits] > 0) {
          counts.put(lowPrefix << next | bits, low[bits]);
        }
        if (high[bits] > 0) {
          counts.put(highPrefix << next | bits, high[bits]);
        }
      }
      return counts;
    }
  }
}
