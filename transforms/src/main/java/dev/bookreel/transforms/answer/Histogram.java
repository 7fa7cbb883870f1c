package dev.bookreel.transforms.answer;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How often which numbers come: each by itself or, where too many differ, by their first bits.
 *
 * <p>As few bits are left out as possible, so what is known of the numbers does not depend on the
 * order in which they were added.
 */
final class Histogram implements Serializable {
  private static final long serialVersionUID = 1L;
  static final Histogram EMPTY = new Histogram(new long[0], new long[0], 0);

  /** Ascending: numbers without their last bits. */
  private final long[] buckets;

  private final long[] counts;

  /** How many bits are left out. */
  private final int shift;

  private Histogram(long[] buckets, long[] counts, int shift) {
    this.buckets = buckets;
    this.counts = counts;
    this.shift = shift;
  }

  /**
   * The histogram of the first numbers of an array.
   *
   * @param most how many buckets it may have
   */
  static Histogram of(long[] numbers, int length, int most) {
    long[] sorted = Arrays.copyOf(numbers, length);
    Arrays.sort(sorted);
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    return joined(sorted, ones, 0).within(most);
  }

  /**
   * The numbers of both.
   *
   * @param most how many buckets it may have
   */
  Histogram plus(Histogram other, int most) {
    int common = Math.max(shift, other.shift);
    return shifted(common).merged(other.shifted(common)).within(most);
  }

  /** Whether each number is known by itself. */
  boolean isExact() {
    return shift == 0;
  }

  /** How many numbers there are. */
  long total() {
    return Arrays.stream(counts).sum();
  }

  /** The least number that the one with this place among all, from 0, can be. */
  long least(long rank) {
    return bucket(rank) << shift;
  }

  /** The greatest number that it can be. */
  long greatest(long rank) {
    return (bucket(rank) << shift) | ((1L << shift) - 1);
  }

  private long bucket(long rank) {
    long rest = rank;
    int place = 0;
    while (rest >= counts[place]) {
      rest -= counts[place];
      place++;
    }
    return buckets[place];
  }

  private Histogram within(int most) {
    Histogram coarser = this;
    while (coarser.buckets.length > most) {
      coarser = coarser.shifted(coarser.shift + 1);
    }
    return coarser;
  }

  private Histogram shifted(int bits) {
    if (bits == shift) {
      return this;
    }
    long[] less = new long[buckets.length];
    for (int i = 0; i < less.length; i++) {
      less[i] = buckets[i] >> (bits - shift);
    }
    return joined(less, counts, bits);
  }

  private Histogram merged(Histogram other) {
    long[] all = new long[buckets.length + other.buckets.length];
    long[] each = new long[all.length];
    int ours = 0;
    int theirs = 0;
    for (int i = 0; i < all.length; i++) {
      if (theirs == other.buckets.length
          || (ours < buckets.length && buckets[ours] <= other.buckets[theirs])) {
        all[i] = buckets[ours];
        each[i] = counts[ours++];
      } else {
        all[i] = other.buckets[theirs];
        each[i] = other.counts[theirs++];
      }
    }
    return joined(all, each, shift);
  }

  /** Makes one bucket of neighbours that are the same. */
  private static Histogram joined(long[] sorted, long[] each, int shift) {
    long[] buckets = new long[sorted.length];
    long[] counts = new long[sorted.length];
    int size = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (size == 0 || buckets[size - 1] != sorted[i]) {
        buckets[size++] = sorted[i];
      }
      counts[size - 1] += each[i];
    }
    return new Histogram(Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size), shift);
  }
}
