package dev.bookreel.transforms.packed;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers distinct byte strings from 0, in the order in which they first come.
 *
 * <p>An open-addressing table over one pool of bytes: an object for each of millions of e-mail
 * addresses would cost more than the addresses.
 */
public final class BytesDictionary implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int EMPTY = -1;

  private byte[] pool = new byte[1024];
  private int[] ends = new int[64];
  private int[] hashes = new int[64];
  private int[] slots = newSlots(128);
  private int size;

  /** How many distinct strings there are. */
  public int size() {
    return size;
  }

  /** The number of a string, a new one when it was not seen before. */
  public int number(byte[] bytes, int start, int end) {
    int hash = hash(bytes, start, end);
    int slot = slot(hash, bytes, start, end);
    if (slots[slot] != EMPTY) {
      return slots[slot];
    }
    slots[slot] = size;
    return append(bytes, start, end, hash);
  }

  /** The number of a string, -1 when it was not seen before. */
  public int find(byte[] bytes, int start, int end) {
    return slots[slot(hash(bytes, start, end), bytes, start, end)];
  }

  /** Whether a string was seen before. */
  public boolean contains(byte[] bytes, int start, int end) {
    return find(bytes, start, end) != EMPTY;
  }

  /** The bytes that {@link #start} and {@link #end} point into, until the next new string. */
  public byte[] pool() {
    return pool;
  }

  /** Where a string begins in the {@link #pool}. */
  public int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  /** Where it ends there. */
  public int end(int number) {
    return ends[number];
  }

  /** The string as text. */
  public String text(int number) {
    int start = start(number);
    return new String(pool, start, ends[number] - start, StandardCharsets.UTF_8);
  }

  /** A well-mixed hash of some bytes. */
  public static int hash(byte[] bytes, int start, int end) {
    long hash = (long) end - start;
    int position = start;
    for (; position + 8 <= end; position += 8) {
      hash = mix(hash ^ (long) LONGS.get(bytes, position));
    }
    long rest = 0;
    for (; position < end; position++) {
      rest = (rest << 8) | (bytes[position] & 0xff);
    }
    hash = mix(hash ^ rest);
    return (int) (hash ^ (hash >>> 32));
  }

  /** Where a string is, or else the empty slot that it would come to. */
  private int slot(int hash, byte[] bytes, int start, int end) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int number = slots[slot];
      if (number == EMPTY
          || (hashes[number] == hash
              && Arrays.equals(pool, start(number), ends[number], bytes, start, end))) {
        return slot;
      }
    }
  }

  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private int append(byte[] bytes, int start, int end, int hash) {
    int begin = size == 0 ? 0 : ends[size - 1];
    int length = end - start;
    if (begin + length > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, begin + length));
    }
    System.arraycopy(bytes, start, pool, begin, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    ends[size] = begin + length;
    hashes[size] = hash;
    size++;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = newSlots(slots.length * 2);
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hashes[number] & mask;
      while (slots[slot] != EMPTY) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = number;
    }
  }

  private static int[] newSlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}
