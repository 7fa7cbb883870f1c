package dev.bookreel.transforms.parse;

import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream of CSV into records and fields by RFC 4180; the one place that knows where a
 * record ends.
 *
 * <p>Lines end with LF, CR LF or CR. A quote opens a quoted field only at the field's start. A
 * record whose quoted field is not closed, or goes on after its closing quote, is broken: only its
 * first line is taken, as one broken record, and the next line is a record of its own, so one stray
 * quote costs one record. Blank lines are no records.
 */
final class CsvRecords {
  private static final byte QUOTE = '"';
  private static final int NEED_MORE = -1;
  private static final int BROKEN = -2;

  private final RecordBuffer buffer;
  private int end;
  private long begin;
  private long number;
  private int fields;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private boolean doubledQuotes;
  private Rejected problem;
  private String raw;

  CsvRecords(InputStream in) {
    buffer = new RecordBuffer(in);
  }

  /** Skips a byte order mark; call it before the first record of a file. */
  void skipByteOrderMark() {
    if (buffer.limit == 0) {
      buffer.more();
    }
    byte[] bytes = buffer.bytes;
    if (buffer.limit >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      buffer.start = 3;
      end = 3;
    }
  }

  /** Moves on to the next record; false at the end. */
  boolean next() {
    buffer.start = end;
    problem = null;
    raw = null;
    if (!skipBlankLines()) {
      return false;
    }
    number++;
    begin = buffer.offset(buffer.start);
    end = split(false);
    while (end == NEED_MORE) {
      if (buffer.full()) {
        end = BROKEN;
      } else {
        boolean more = buffer.more();
        end = split(!more);
      }
    }
    if (end == BROKEN) {
      takeFirstLine();
    } else if (doubledQuotes) {
      unescape();
    }
    return true;
  }

  /** How many records came so far. */
  long number() {
    return number;
  }

  /** Where the record begins in the stream. */
  long offset() {
    return begin;
  }

  /** Where the record, its line end included, has ended in the stream. */
  long endOffset() {
    return buffer.offset(end);
  }

  /** Why the record could not be split, or null. */
  Rejected problem() {
    return problem;
  }

  int fields() {
    return fields;
  }

  byte[] bytes() {
    return buffer.bytes;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** The record as it came, without its line end. */
  String raw() {
    if (raw != null) {
      return raw;
    }
    int last = end;
    while (last > buffer.start && lineBreak(buffer.bytes[last - 1])) {
      last--;
    }
    return buffer.raw(buffer.start, last);
  }

  private boolean skipBlankLines() {
    while (true) {
      while (buffer.start < buffer.limit && lineBreak(buffer.bytes[buffer.start])) {
        buffer.start++;
      }
      if (buffer.start < buffer.limit) {
        return true;
      }
      if (!buffer.more()) {
        end = buffer.start;
        return false;
      }
    }
  }

  /** Finds the record's fields and its end. */
  private int split(boolean last) {
    byte[] bytes = buffer.bytes;
    int limit = buffer.limit;
    int position = buffer.start;
    fields = 0;
    doubledQuotes = false;
    while (true) {
      if (fields == starts.length) {
        starts = Arrays.copyOf(starts, fields * 2);
        ends = Arrays.copyOf(ends, fields * 2);
      }
      if (position < limit && bytes[position] == QUOTE) {
        starts[fields] = position + 1;
        position = closingQuote(bytes, position + 1, limit, last);
        if (position == NEED_MORE) {
          return last ? BROKEN : NEED_MORE;
        }
        ends[fields++] = position;
        position++;
        if (position < limit && bytes[position] != ',' && !lineBreak(bytes[position])) {
          return BROKEN;
        }
      } else {
        starts[fields] = position;
        while (position < limit && bytes[position] != ',' && !lineBreak(bytes[position])) {
          position++;
        }
        ends[fields++] = position;
      }
      if (position >= limit) {
        return last ? position : NEED_MORE;
      }
      if (bytes[position] != ',') {
        // The LF of a CR LF is left over, and then passed over as a blank line.
        return position + 1;
      }
      position++;
    }
  }

  private int closingQuote(byte[] bytes, int from, int limit, boolean last) {
    for (int position = from; position < limit; position++) {
      if (bytes[position] == QUOTE) {
        if (position + 1 < limit && bytes[position + 1] == QUOTE) {
          doubledQuotes = true;
          position++;
        } else if (position + 1 < limit) {
          return position;
        } else {
          return last ? position : NEED_MORE;
        }
      }
    }
    return NEED_MORE;
  }

  private void takeFirstLine() {
    fields = 0;
    int position = buffer.start;
    String head = null;
    while (true) {
      while (position < buffer.limit && !lineBreak(buffer.bytes[position])) {
        position++;
      }
      if (position < buffer.limit) {
        break;
      }
      if (buffer.full()) {
        // The line is too long to keep: keep its head, let the rest pass.
        head = head == null ? buffer.raw(buffer.start, buffer.limit) : head;
        buffer.start = buffer.limit;
      }
      int length = position - buffer.start;
      boolean more = buffer.more();
      position = buffer.start + length;
      if (!more) {
        break;
      }
    }
    end = position;
    if (head != null) {
      raw = head;
      problem =
          new Rejected(
              "record.size",
              "the record at byte "
                  + begin
                  + " is "
                  + (endOffset() - begin)
                  + " bytes long; at most "
                  + RecordBuffer.MOST_BYTES
                  + " are read");
    } else {
      problem =
          new Rejected(
              "record.csv",
              "a quoted field is not closed, or goes on after its closing quote; only this line was"
                  + " set aside");
    }
  }

  /** Turns doubled quotes into single ones, in place; what came is kept for the quarantine. */
  private void unescape() {
    raw = raw();
    byte[] bytes = buffer.bytes;
    for (int field = 0; field < fields; field++) {
      int from = starts[field];
      if (from == buffer.start || bytes[from - 1] != QUOTE) {
        continue;
      }
      int to = from;
      for (int position = from; position < ends[field]; position++) {
        bytes[to++] = bytes[position];
        if (bytes[position] == QUOTE) {
          position++;
        }
      }
      ends[field] = to;
    }
  }

  private static boolean lineBreak(byte letter) {
    return letter == '\n' || letter == '\r';
  }
}
