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
  private final InputStream in;
  byte[] bytes = new byte[FIRST_LENGTH];
  int start;
  int limit;

  /** How many bytes of the stream lie before the window. */
  private long dropped;

  private boolean ended;

  RecordBuffer(InputStream in) {
    this.in = in;
  }

  /** Where a position of the window lies in the stream. */
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

  /** Whether the record at hand fills all that a record may. */
  boolean full() {
    return limit - start >= MOST_BYTES;
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
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
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

  /** Text for the quarantine: the head of some bytes, with U+FFFD for what is not UTF-8. */
  String raw(int from, int to) {
    return new String(bytes, from, Math.min(to - from, MOST_RAW_BYTES), StandardCharsets.UTF_8);
  }
}
