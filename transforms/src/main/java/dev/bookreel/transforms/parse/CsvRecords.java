package dev.bookreel.transforms.parse;

import java.util.Arrays;

/**
 * Splits a stream of CSV into records and fields by RFC 4180; the one place that knows where a
 * record ends.
 *
 * <p>Lines end with LF, CR LF or CR. A quote opens a quoted field only at the field's start. A
 * record whose quoted field is not closed, or goes on after its closing quote, is broken: only its
 * first line is taken, as one broken record, and the next line is a record of its own, so one stray
 * quote costs one record. Blank lines are no records.
 *
 * <p>A look-ahead for a closing quote that came to nothing is remembered: it was within quotes at
 * every line break on its way, so a later record that is within quotes at one of them is broken
 * too. Else a file could be looked through again for each of its lines.
 */
final class CsvRecords {
  private static final byte QUOTE = '"';
  private static final int NEED_MORE = -1;
  private static final int BROKEN = -2;

  private final RecordBuffer buffer;
  private int end;
  private long begin;
  private long number;
  private int failedAt;
  private long hopelessBefore;
  private boolean standsAlone;
  private int fields;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private boolean doubledQuotes;
  private Rejected problem;
  private String raw;

  /** Splits what follows in the buffer. */
  CsvRecords(RecordBuffer buffer) {
    this.buffer = buffer;
    this.end = buffer.start;
  }

  /** Moves on to the next record; false at the end. */
  boolean next() {
    if (!move(true)) {
      return false;
    }
    if (doubledQuotes && problem == null) {
      unescape();
    }
    return true;
  }

  /** Moves on to the next record as {@link #next} does, and leaves its fields alone. */
  boolean skip() {
    return move(false);
  }

  private boolean move(boolean withFields) {
    buffer.start = end;
    problem = null;
    raw = null;
    if (!skipBlankLines()) {
      return false;
    }
    number++;
    begin = buffer.offset(buffer.start);
    standsAlone = begin >= hopelessBefore;
    end = withFields ? split(false) : bound(false);
    while (end == NEED_MORE) {
      if (buffer.full()) {
        end = broken(buffer.limit);
      } else {
        boolean more = buffer.more();
        end = withFields ? split(!more) : bound(!more);
      }
    }
    if (end == BROKEN) {
      hopelessBefore = Math.max(hopelessBefore, buffer.offset(failedAt));
      takeFirstLine();
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

  /**
   * Whether the record is split the same whether or not those before it were seen, so that a range
   * may begin with it.
   */
  boolean standsAlone() {
    return standsAlone;
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
        if (position < 0) {
          return position;
        }
        ends[fields++] = position;
        position++;
        if (position < limit && bytes[position] != ',' && !lineBreak(bytes[position])) {
          return broken(position);
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

  /** Finds the record's end only: a quote opens a field where it follows a comma. */
  private int bound(boolean last) {
    byte[] bytes = buffer.bytes;
    int limit = buffer.limit;
    int position = buffer.start;
    while (true) {
      position = ByteSearch.quoteOrLineBreak(bytes, position, limit);
      if (position >= limit) {
        return last ? position : NEED_MORE;
      }
      if (bytes[position] != QUOTE) {
        return position + 1;
      }
      boolean opens = position == buffer.start || bytes[position - 1] == ',';
      position++;
      if (opens) {
        position = closingQuote(bytes, position, limit, last);
        if (position < 0) {
          return position;
        }
        position++;
        if (position < limit && bytes[position] != ',' && !lineBreak(bytes[position])) {
          return broken(position);
        }
      }
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
      } else if (lineBreak(bytes[position]) && buffer.offset(position) < hopelessBefore) {
        return BROKEN;
      }
    }
    return last ? broken(limit) : NEED_MORE;
  }

  private int broken(int position) {
    failedAt = position;
    return BROKEN;
  }

  private void takeFirstLine() {
    fields = 0;
    int position = buffer.start;
    TooLong tooLong = null;
    while (true) {
      while (position < buffer.limit && !lineBreak(buffer.bytes[position])) {
        position++;
      }
      if (position < buffer.limit) {
        break;
      }
      if (tooLong == null && buffer.full()) {
        tooLong = buffer.tooLong();
      }
      if (tooLong != null) {
        tooLong.add(buffer.bytes, buffer.start, position);
        buffer.start = position;
      }
      int length = position - buffer.start;
      boolean more = buffer.more();
      position = buffer.start + length;
      if (!more) {
        break;
      }
    }
    end = position;
    if (tooLong != null) {
      tooLong.add(buffer.bytes, buffer.start, end);
      raw = tooLong.head();
      problem = tooLong.problem();
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
