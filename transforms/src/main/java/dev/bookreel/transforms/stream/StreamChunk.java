package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.packed.BytesDictionary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Viewing sessions packed into bytes: how rows travel from the workers that parse to those that
 * finish a shard.
 *
 * <p>Layout: the file's number; then for each row its title (the number of a title that came before
 * in this chunk, or the next free number and the title's bytes), the viewer, the size, the start,
 * the length in microseconds and the record's number as a difference to the row before. A viewer is
 * the number of a user from 1, where the e-mail address is spelled like that user's match key; else
 * 0, and the address. Numbers are variable-length, seven bits a byte; size and start are eight
 * bytes, little-endian.
 */
final class StreamChunk {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** More bytes than the numbers of a row take. */
  private static final int NUMBERS = 64;

  private StreamChunk() {}

  /** Packs the rows of one shard that one range of a file holds. */
  static final class Encoder {
    private byte[] buffer = new byte[4096];
    private int position;
    private long lastRecord;

    /** The chunk's number of each title, by its number in the range's dictionary, plus one. */
    private int[] titles = new int[64];

    private int titleCount;

    Encoder(int file) {
      putVarLong(file);
    }

    /** Begins a row: its title, by the number in the range's dictionary. */
    Encoder title(BytesDictionary rangeTitles, int title) {
      int length = rangeTitles.end(title) - rangeTitles.start(title);
      ensure(length + NUMBERS);
      putTitle(rangeTitles, title, length);
      return this;
    }

    /** The viewer, a user. */
    Encoder viewer(int user) {
      putVarLong(user + 1L);
      return this;
    }

    /** The viewer, an e-mail address. */
    Encoder viewer(byte[] email, int start, int end) {
      int length = end - start;
      ensure(length + NUMBERS);
      putVarLong(0);
      putVarLong(length);
      System.arraycopy(email, start, buffer, position, length);
      position += length;
      return this;
    }

    /** The rest of the row. */
    void session(double sizeMb, long startAt, long endAt, long record) {
      LONGS.set(buffer, position, Double.doubleToRawLongBits(sizeMb));
      LONGS.set(buffer, position + 8, startAt);
      position += 16;
      putVarLong(endAt - startAt);
      putVarLong(record - lastRecord);
      lastRecord = record;
    }

    byte[] finish() {
      return Arrays.copyOf(buffer, position);
    }

    private void putTitle(BytesDictionary rangeTitles, int title, int length) {
      if (title >= titles.length) {
        titles = Arrays.copyOf(titles, Math.max(titles.length * 2, title + 1));
      }
      if (titles[title] != 0) {
        putVarLong(titles[title] - 1);
        return;
      }
      putVarLong(titleCount);
      titles[title] = ++titleCount;
      putVarLong(length);
      System.arraycopy(rangeTitles.pool(), rangeTitles.start(title), buffer, position, length);
      position += length;
    }

    private void ensure(int bytes) {
      if (position + bytes > buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, position + bytes));
      }
    }

    private void putVarLong(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        buffer[position++] = (byte) ((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      buffer[position++] = (byte) rest;
    }
  }

  /** Unpacks a chunk, row by row, into its fields. */
  static final class Decoder {
    private final byte[] buffer;
    private final BytesDictionary shardTitles;
    private final int file;
    private int position;
    private int[] titles = new int[64];
    private int titleCount;

    int title;

    /** The number of the user, or -1: then the viewer is the e-mail address. */
    int user;

    int emailStart;
    int emailEnd;
    double sizeMb;
    long startAt;
    long endAt;
    long record;

    /** Titles are numbered by the shard's dictionary, which serves all its chunks. */
    Decoder(byte[] chunk, BytesDictionary shardTitles) {
      this.buffer = chunk;
      this.shardTitles = shardTitles;
      this.file = (int) varLong();
    }

    int file() {
      return file;
    }

    byte[] buffer() {
      return buffer;
    }

    boolean next() {
      if (position == buffer.length) {
        return false;
      }
      title = title((int) varLong());
      user = (int) varLong() - 1;
      if (user < 0) {
        int length = (int) varLong();
        emailStart = position;
        emailEnd = position + length;
        position = emailEnd;
      }
      sizeMb = Double.longBitsToDouble((long) LONGS.get(buffer, position));
      startAt = (long) LONGS.get(buffer, position + 8);
      position += 16;
      endAt = startAt + varLong();
      record += varLong();
      return true;
    }

    private int title(int number) {
      if (number == titleCount) {
        int length = (int) varLong();
        if (number == titles.length) {
          titles = Arrays.copyOf(titles, number * 2);
        }
        titles[number] = shardTitles.number(buffer, position, position + length);
        titleCount++;
        position += length;
      }
      return titles[number];
    }

    private long varLong() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = buffer[position++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }
  }
}
