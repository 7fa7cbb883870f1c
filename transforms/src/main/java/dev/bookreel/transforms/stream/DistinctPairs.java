package dev.bookreel.transforms.stream;

import java.util.Arrays;

/** A set of pairs of small numbers, for counting distinct viewers of each movie exactly. */
final class DistinctPairs {
  private static final long EMPTY = -1;
  private final long[] slots;

  /**
   * Creates an empty set.
   *
   * @param most how many pairs it may be given
   */
  DistinctPairs(int most) {
    slots = new long[Integer.highestOneBit(Math.max(16, most * 2 - 1)) * 2];
    Arrays.fill(slots, EMPTY);
  }

  /** Adds a pair of numbers from 0; false when it was there. */
  boolean add(int first, int second) {
    long pair = ((long) first << 32) | second;
    long hash = pair * 0x9E3779B97F4A7C15L;
    int mask = slots.length - 1;
    for (int slot = (int) (hash >>> 32) & mask; ; slot = (slot + 1) & mask) {
      if (slots[slot] == pair) {
        return false;
      }
      if (slots[slot] == EMPTY) {
        slots[slot] = pair;
        return true;
      }
    }
  }
}
