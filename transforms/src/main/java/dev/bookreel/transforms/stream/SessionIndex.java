package dev.bookreel.transforms.stream;

import java.util.Arrays;

/** An open-addressing index from a session's key (movie, viewer, start) to its row in a shard. */
final class SessionIndex {
  static final int NONE = -1;
  private final int[] movies;
  private final int[] viewers;
  private final long[] startAt;
  private final int[] slots;
  private int lastSlot;

  /**
   * Starts without rows.
   *
   * @param rows how many come at most
   * @param movies the number of each row's movie
   * @param viewers the number of each row's viewer
   * @param startAt when each row's session began
   */
  SessionIndex(int rows, int[] movies, int[] viewers, long[] startAt) {
    this.movies = movies;
    this.viewers = viewers;
    this.startAt = startAt;
    this.slots = new int[Integer.highestOneBit(Math.max(16, rows * 2 - 1)) * 2];
    Arrays.fill(slots, NONE);
  }

  /** Enters a row, or gives the row that has the same key. */
  int put(int row) {
    int movie = movies[row];
    int viewer = viewers[row];
    long start = startAt[row];
    long hash = (start * 31 + viewer) * 0x9E3779B97F4A7C15L + movie;
    hash ^= hash >>> 32;
    int mask = slots.length - 1;
    for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
      int other = slots[slot];
      if (other == NONE) {
        slots[slot] = row;
        return NONE;
      }
      if (startAt[other] == start && viewers[other] == viewer && movies[other] == movie) {
        lastSlot = slot;
        return other;
      }
    }
  }

  /** Puts a row in the place of the one that {@link #put} gave last. */
  void replace(int row) {
    slots[lastSlot] = row;
  }

  /** The rows that stand, in no order, with NONE between them. */
  int[] slots() {
    return slots;
  }
}
