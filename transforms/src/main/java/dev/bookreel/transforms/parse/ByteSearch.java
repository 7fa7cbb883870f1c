package dev.bookreel.transforms.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds what ends plain text, eight bytes at a time.
 *
 * <p>Of a word, {@code (w - 0x01…01) & ~w & 0x80…80} has a bit for each byte that is zero, from the
 * lowest one on exactly (Henry S. Warren, Hacker's Delight, 6-1); a word that is xored with a
 * letter in each byte is zero where that letter was. With {@code n} times {@code 0x01…01} it is so
 * for each byte below {@code n}.
 */
final class ByteSearch {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  private ByteSearch() {}

  /** The place of the first quote, line feed or carriage return; the limit when there is none. */
  static int quoteOrLineBreak(byte[] bytes, int from, int limit) {
    int position = from;
    for (; position + Long.BYTES <= limit; position += Long.BYTES) {
      long word = (long) WORDS.get(bytes, position);
      long found = zeros(word ^ QUOTES) | zeros(word ^ LINE_FEEDS) | zeros(word ^ RETURNS);
      if (found != 0) {
        return position + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (position < limit) {
      byte letter = bytes[position];
      if (letter == '"' || letter == '\n' || letter == '\r') {
        return position;
      }
      position++;
    }
    return limit;
  }

  /** The place of the first quote, backslash or control character; the limit when there is none. */
  static int endOfJsonText(byte[] bytes, int from, int limit) {
    int position = from;
    for (; position + Long.BYTES <= limit; position += Long.BYTES) {
      long word = (long) WORDS.get(bytes, position);
      long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | controls(word);
      if (found != 0) {
        return position + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (position < limit) {
      byte letter = bytes[position];
      if (letter == '"' || letter == '\\' || (letter >= 0 && letter < ' ')) {
        return position;
      }
      position++;
    }
    return limit;
  }

  /** The place of the first byte that is not ASCII; the limit when there is none. */
  static int beyondAscii(byte[] bytes, int from, int limit) {
    int position = from;
    for (; position + Long.BYTES <= limit; position += Long.BYTES) {
      long found = (long) WORDS.get(bytes, position) & HIGHS;
      if (found != 0) {
        return position + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (position < limit && bytes[position] >= 0) {
      position++;
    }
    return position;
  }

  private static long controls(long word) {
    return (word - SPACES) & ~word & HIGHS;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }
}
