package dev.bookreel.transforms.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A window over a stream of bytes that grows to the longest record allowed, and no further.
 *
 * <p>Holds the record at hand from {@link #start} on; {@link #more} reads on behind {@link #limit}.
 */
final class RecordBuffer {
  /** A longer record is rejected. */
  static final int MOST_BYTES = 16 << 20;

  /** How much of a rejected record is kept. */
  static final int MOST_RAW_BYTES = 64 << 10;

  private static final int FIRST_LENGTH = 1 << 20;

  /** A character of UTF-8 has at most so many bytes after its first. */
  private static final int MOST_CONTINUATION_BYTES = 3;

  private final InputStream in;
  private final int mostBytes;
  byte[] bytes;
  int start;
  int limit;

  /** How many bytes of the content lie before the window. */
  private long dropped;

  private boolean ended;

  /**
   * A window over a file's content.
   *
   * @param begin where in the content the stream begins
   */
  RecordBuffer(InputStream in, long begin) {
    this(in, begin, FIRST_LENGTH, MOST_BYTES);
  }

  /** A window of another size, for records of at most so many bytes. */
  RecordBuffer(InputStream in, long begin, int firstLength, int mostBytes) {
    this.in = in;
    this.dropped = begin;
    this.bytes = new byte[firstLength];
    this.mostBytes = mostBytes;
  }

  /** Where a position of the window lies in the content. */
  long offset(int position) {
    return dropped + position;
  }

  /** Forgets what lies before the record at hand, whose {@link #start} becomes 0. */
  private void shift() {
    System.arraycopy(bytes, start, bytes, 0, limit - start);
    dropped += start;
    limit -= start;
    start = 0;
  }

  /** How long a record may be. */
  int mostBytes() {
    return mostBytes;
  }

  /** Whether the window holds one byte more than a record may have: enough to tell its end. */
  boolean full() {
    return limit - start > mostBytes;
  }

  /** The record at hand, of which more is to come than may be held. */
  TooLong tooLong() {
    return new TooLong(offset(start), raw(start, limit), mostBytes);
  }

  /** Skips a byte order mark; call it at the stream's begin. */
  void skipByteOrderMark() {
    while (limit < 3 && more()) {
      // A window may be shorter than the mark.
    }
    if (limit >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      start = 3;
    }
  }

  /**
   * Reads on. Positions move: what was at {@code start + n} still is at the new {@code start + n}.
   *
   * @return false at the stream's end
   */
  boolean more() {
    if (ended) {
      return false;
    }
    if (start > 0) {
      shift();
    } else if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, mostBytes + 1));
    }
    try {
      int count = in.readNBytes(bytes, limit, bytes.length - limit);
      ended = count == 0;
      limit += count;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read on at byte " + offset(limit), e);
    }
    return !ended;
  }

  /**
   * Text for the quarantine: the head of some bytes, with U+FFFD for what is not UTF-8; it ends
   * with a whole character.
   */
  String raw(int from, int to) {
    int end = Math.min(to, from + MOST_RAW_BYTES);
    if (end < to) {
      for (int back = 0; back < MOST_CONTINUATION_BYTES && continues(bytes[end]); back++) {
        end--;
      }
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private static boolean continues(byte letter) {
    return (letter & 0xC0) == 0x80;
  }
}
