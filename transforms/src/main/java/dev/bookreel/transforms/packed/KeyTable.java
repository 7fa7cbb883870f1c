package dev.bookreel.transforms.packed;

import java.io.Serializable;
import java.util.Arrays;

/** Numbers distinct keys, given as fingerprints, from 0, in the order in which they first come. */
public final class KeyTable implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EMPTY = -1;

  /** All keys of a shard agree in the remainder of their first half: the second one is spread. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] high = new long[64];
  private long[] low = new long[64];
  private int[] slots = newSlots(128);
  private int size;

  public int size() {
    return size;
  }

  /** The number of a key, a new one when it was not seen before. */
  public int number(long keyHigh, long keyLow) {
    int slot = slot(keyLow);
    while (slots[slot] != EMPTY) {
      int number = slots[slot];
      if (high[number] == keyHigh && low[number] == keyLow) {
        return number;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = size;
    return append(keyHigh, keyLow);
  }

  /** Whether a key was seen before. */
  public boolean contains(long keyHigh, long keyLow) {
    for (int slot = slot(keyLow); slots[slot] != EMPTY; slot = (slot + 1) & (slots.length - 1)) {
      if (high[slots[slot]] == keyHigh && low[slots[slot]] == keyLow) {
        return true;
      }
    }
    return false;
  }

  private int append(long keyHigh, long keyLow) {
    if (size == high.length) {
      high = Arrays.copyOf(high, size * 2);
      low = Arrays.copyOf(low, size * 2);
    }
    high[size] = keyHigh;
    low[size] = keyLow;
    size++;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = newSlots(slots.length * 2);
    for (int number = 0; number < size; number++) {
      int slot = slot(low[number]);
      while (slots[slot] != EMPTY) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number;
    }
  }

  private int slot(long keyLow) {
    return (int) ((keyLow * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(slots.length)));
  }

  private static int[] newSlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}
