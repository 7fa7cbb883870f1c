package dev.bookreel.delta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;

/**
 * Encodes texts that are numbered already: by a dictionary of those that a row group has, while it
 * is small, else one after another.
 */
final class TextEncoder {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** What goes with pages of version 1, and what the oldest readers know. */
  @SuppressWarnings("deprecation")
  private static final Encoding BY_NUMBER = Encoding.PLAIN_DICTIONARY;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int NONE = -1;
  private Texts texts;

  /** The row group's number of each text, NONE for one that has not come. */
  private int[] known = {};

  /** How each of these begins: comparing that seldom needs the text, which lies anywhere. */
  private long[] heads = {};

  private boolean dictionaryAllowed;
  private byte[] dictionary = new byte[1024];
  private int dictionaryBytes;
  private int dictionarySize;
  private byte[] plain = {};
  private Encoding encoding;
  private long length;
  private int min;
  private int max;
  private long minHead;
  private long maxHead;

  TextEncoder(boolean dictionaryAllowed) {
    this.dictionaryAllowed = dictionaryAllowed;
  }

  /** The next page: texts by their numbers; there may be none. */
  BytesInput page(Texts distinct, int[] numbers, int from, int count, Statistics<?> statistics)
      throws IOException {
    if (texts != null && !texts.equals(distinct)) {
      dictionaryAllowed = false; // Other texts have the same numbers.
    }
    texts = distinct;
    length = 0;
    encoding = Encoding.PLAIN;
    if (count == 0) {
      return BytesInput.empty();
    }
    min = numbers[from];
    max = min;
    minHead = head(min);
    maxHead = minHead;
    BytesInput page = encoded(numbers, from, count);
    statistics.updateStats(binary(min));
    statistics.updateStats(binary(max));
    return page;
  }

  private BytesInput encoded(int[] numbers, int from, int count) throws IOException {
    if (dictionaryAllowed && dictionaryBytes < NewDataFile.MOST_DICTIONARY_BYTES) {
      boolean isFirst = dictionarySize == 0;
      BytesInput page = numbered(numbers, from, count);
      // What does not repeat within the first page is taken not to repeat, as Parquet's writer
      // does.
      if (!isFirst || dictionaryBytes + page.size() < length + (long) Integer.BYTES * count) {
        encoding = BY_NUMBER;
        return page;
      }
      dictionaryAllowed = false;
      dictionaryBytes = 0;
      dictionarySize = 0;
      length = 0;
    }
    return plain(numbers, from, count);
  }

  /** How the last page is encoded. */
  Encoding encoding() {
    return encoding;
  }

  /** How many bytes the texts of the last page have, each as often as it comes. */
  long lengthOfPage() {
    return length;
  }

  /** The row group's dictionary; null when no page needs one. */
  DictionaryPage dictionary() {
    return dictionarySize == 0
        ? null
        : new DictionaryPage(
            BytesInput.from(dictionary, 0, dictionaryBytes), dictionarySize, BY_NUMBER);
  }

  private BytesInput numbered(int[] numbers, int from, int count) throws IOException {
    if (known.length < texts.size()) {
      int before = known.length;
      known = Arrays.copyOf(known, texts.size());
      heads = Arrays.copyOf(heads, texts.size());
      Arrays.fill(known, before, known.length, NONE);
    }
    int last = NONE;
    for (int row = from; row < from + count; row++) {
      int text = numbers[row];
      length += texts.end(text) - texts.start(text);
      if (known[text] == NONE) {
        known[text] = dictionarySize++;
        heads[text] = head(text);
        dictionary = grown(dictionary, dictionaryBytes + texts.end(text) - texts.start(text) + 4);
        dictionaryBytes = append(dictionary, dictionaryBytes, text);
      }
      if (text != last) {
        bound(text, heads[text]);
        last = text;
      }
    }
    int width = BytesUtils.getWidthFromMaxInt(dictionarySize - 1);
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width,
            1024,
            NewDataFile.MOST_DICTIONARY_BYTES,
            HeapByteBufferAllocator.getInstance())) {
      for (int row = from; row < from + count; row++) {
        encoder.writeInt(known[numbers[row]]);
      }
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      page.write(width);
      encoder.toBytes().writeAllTo(page);
      return BytesInput.from(page);
    }
  }

  private BytesInput plain(int[] numbers, int from, int count) {
    int end = 0;
    for (int row = from; row < from + count; row++) {
      int text = numbers[row];
      int bytes = texts.end(text) - texts.start(text);
      plain = grown(plain, end + bytes + Integer.BYTES);
      end = append(plain, end, text);
      length += bytes;
      bound(text, head(text));
    }
    return BytesInput.from(plain, 0, end);
  }

  private int append(byte[] target, int position, int text) {
    int start = texts.start(text);
    int bytes = texts.end(text) - start;
    INTS.set(target, position, bytes);
    System.arraycopy(texts.pool(), start, target, position + Integer.BYTES, bytes);
    return position + Integer.BYTES + bytes;
  }

  private void bound(int text, long head) {
    if (isBefore(text, head, min, minHead)) {
      min = text;
      minHead = head;
    } else if (isBefore(max, maxHead, text, head)) {
      max = text;
      maxHead = head;
    }
  }

  /** As bytes without a sign, which is the order of code points. */
  private boolean isBefore(int text, long head, int other, long otherHead) {
    if (head != otherHead) {
      return Long.compareUnsigned(head, otherHead) < 0;
    }
    byte[] pool = texts.pool();
    return Arrays.compareUnsigned(
            pool, texts.start(text), texts.end(text), pool, texts.start(other), texts.end(other))
        < 0;
  }

  /**
   * The first eight bytes, zeros after the end: texts are in the order of these where they differ.
   */
  private long head(int text) {
    byte[] pool = texts.pool();
    int start = texts.start(text);
    int length = texts.end(text) - start;
    if (start + Long.BYTES > pool.length) {
      pool = Arrays.copyOfRange(pool, start, start + Long.BYTES);
      start = 0;
    }
    long head = (long) BIG_ENDIAN.get(pool, start);
    if (length >= Long.BYTES) {
      return head;
    }
    return length == 0 ? 0 : head & -(1L << (Long.SIZE - Byte.SIZE * length));
  }

  private Binary binary(int text) {
    return Binary.fromConstantByteArray(
        Arrays.copyOfRange(texts.pool(), texts.start(text), texts.end(text)));
  }

  private static byte[] grown(byte[] bytes, int needed) {
    return needed <= bytes.length
        ? bytes
        : Arrays.copyOf(bytes, Math.max(bytes.length * 2, needed));
  }
}
