package dev.bookreel.transforms.packed;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
 * addresses would cost more than the addresses. What a look-up reads lies in two places, whatever
 * the string: its slot, and its entry in the pool. In a large table each is far away.
 */
public final class BytesDictionary implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int UNSEEN = -1;

  /** Where a string is so long, its length is written as a whole number. */
  private static final int LONG = 255;

  /** An entry of the pool begins with the string's number and length. */
  private static final int HEAD = 2 * Integer.BYTES;

  /** An empty slot: no string begins at 0, where a head is. */
  private static final long EMPTY = 0;

  private transient byte[] pool = new byte[1024];

  /** Where each string begins in the pool, and then where the next one will. */
  private transient int[] starts = new int[64];

  /** The hash of a string in the upper half, where it begins in the lower one. */
  private transient long[] slots = new long[128];

  private transient int size;

  /** Starts without strings. */
  public BytesDictionary() {
    starts[0] = HEAD;
  }

  /** How many distinct strings there are. */
  public int size() {
    return size;
  }

  /** The number of a string, a new one when it was not seen before. */
  public int number(byte[] bytes, int start, int end) {
    int hash = hash(bytes, start, end);
    int slot = slot(hash, bytes, start, end);
    if (slots[slot] != EMPTY) {
      return numberIn(slots[slot]);
    }
    slots[slot] = ((long) hash << Integer.SIZE) | starts[size];
    append(bytes, start, end);
    return size - 1;
  }

  /** The number of a string, -1 when it was not seen before. */
  public int find(byte[] bytes, int start, int end) {
    long slot = slots[slot(hash(bytes, start, end), bytes, start, end)];
    return slot == EMPTY ? UNSEEN : numberIn(slot);
  }

  /** Whether a string was seen before. */
  public boolean contains(byte[] bytes, int start, int end) {
    return find(bytes, start, end) != UNSEEN;
  }

  /** The bytes that {@link #start} and {@link #end} point into, until the next new string. */
  public byte[] pool() {
    return pool;
  }

  /** Where a string begins in the {@link #pool}. */
  public int start(int number) {
    return starts[number];
  }

  /** Where it ends there. */
  public int end(int number) {
    return starts[number + 1] - HEAD;
  }

  /** The string as text. */
  public String text(int number) {
    int start = start(number);
    return new String(pool, start, end(number) - start, StandardCharsets.UTF_8);
  }

  /** Gives back what was held for more strings; more may come all the same. */
  public void trim() {
    pool = Arrays.copyOf(pool, starts[size]);
    starts = Arrays.copyOf(starts, size + 1);
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
      long found = slots[slot];
      if (found == EMPTY
          || ((int) (found >>> Integer.SIZE) == hash && holds((int) found, bytes, start, end))) {
        return slot;
      }
    }
  }

  private boolean holds(int position, byte[] bytes, int start, int end) {
    int length = (int) INTS.get(pool, position - Integer.BYTES);
    return Arrays.equals(pool, position, position + length, bytes, start, end);
  }

  private int numberIn(long slot) {
    return (int) INTS.get(pool, (int) slot - HEAD);
  }

  /** Writes the strings only: arrays have room to grow, and slots take as much again. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeInt(size);
    out.writeInt(starts[size]);
    for (int number = 0; number < size; number++) {
      int length = end(number) - start(number);
      if (length < LONG) {
        out.write(length);
      } else {
        out.write(LONG);
        out.writeInt(length);
      }
      out.write(pool, start(number), length);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    int count = in.readInt();
    pool = new byte[in.readInt()];
    starts = new int[count + 2];
    starts[0] = HEAD;
    slots = new long[Math.max(128, Integer.highestOneBit(Math.max(1, count)) * 4)];
    byte[] text = new byte[LONG];
    while (size < count) {
      int length = in.readUnsignedByte();
      if (length == LONG) {
        length = in.readInt();
      }
      if (length > text.length) {
        text = new byte[length];
      }
      in.readFully(text, 0, length);
      number(text, 0, length);
    }
  }

  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private void append(byte[] bytes, int start, int end) {
    int begin = starts[size];
    int length = end - start;
    if (begin + length > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, begin + length));
    }
    INTS.set(pool, begin - HEAD, size);
    INTS.set(pool, begin - Integer.BYTES, length);
    System.arraycopy(bytes, start, pool, begin, length);
    size++;
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
    }
    starts[size] = begin + length + HEAD;
    if (size * 2 > slots.length) {
      rehash();
    }
  }

  private void rehash() {
    long[] before = slots;
    slots = new long[before.length * 2];
    int mask = slots.length - 1;
    for (long found : before) {
      if (found != EMPTY) {
        int slot = (int) (found >>> Integer.SIZE) & mask;
        while (slots[slot] != EMPTY) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = found;
      }
    }
  }
}
