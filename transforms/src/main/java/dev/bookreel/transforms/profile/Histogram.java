package dev.bookreel.transforms.profile;

import java.io.Serializable;
import java.util.Arrays;

/** Counts of values in up to ten bins of the same width; parts add up. */
final class Histogram implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BINS = 10;

  /** Of nothing that can be counted so. */
  static final Histogram NONE = new Histogram(0, 1, 0);

  private final double low;
  private final double width;
  private final long[] counts;

  private Histogram(double low, double width, int bins) {
    this.low = low;
    this.width = width;
    this.counts = new long[bins];
  }

  /**
   * Empty bins from the lowest to the highest value; none when there is no value.
   *
   * @param whole whether all values are whole: the bins then begin at whole numbers
   */
  static Histogram over(double low, double high, boolean whole) {
    if (low > high) {
      return NONE;
    }
    if (whole) {
      double width = Math.ceil((high - low + 1) / BINS);
      return new Histogram(low, width, (int) Math.ceil((high - low + 1) / width));
    }
    double width = (high - low) / BINS;
    return width > 0 ? new Histogram(low, width, BINS) : new Histogram(low, 1, 1);
  }

  int bins() {
    return counts.length;
  }

  /** Where a bin begins. */
  double from(int bin) {
    return low + bin * width;
  }

  long count(int bin) {
    return counts[bin];
  }

  /** Counts a value. */
  void add(double value) {
    int bin = (int) ((value - low) / width);
    counts[Math.min(bin, counts.length - 1)]++;
  }

  /** All that was counted in either, which have the same bins. */
  Histogram plus(Histogram other) {
    Histogram all = new Histogram(low, width, counts.length);
    Arrays.setAll(all.counts, bin -> counts[bin] + other.counts[bin]);
    return all;
  }
}
