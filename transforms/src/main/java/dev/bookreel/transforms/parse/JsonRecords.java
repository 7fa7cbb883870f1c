package dev.bookreel.transforms.parse;

/**
 * Splits a stream of JSON into records: the elements of one array, or one value a line; the one
 * place that knows where a record ends.
 *
 * <p>Follows strings, escapes and the depth of brackets, and leaves it to Jackson to say whether
 * what lies between is JSON.
 */
final class JsonRecords {
  private final RecordBuffer buffer;
  private final boolean lines;
  private int recordEnd;
  private long recordBegin;
  private long number;
  private boolean closed;
  private boolean whole;
  private Rejected problem;
  private String raw;

  /**
   * Splits what follows.
   *
   * @param lines whether records are lines; else they are elements, and the array's opening bracket
   *     has been read
   */
  JsonRecords(RecordBuffer buffer, boolean lines) {
    this.buffer = buffer;
    this.lines = lines;
    this.recordEnd = buffer.start;
  }

  /**
   * Moves on to the next record; false at the end of the array, of the lines, or of the stream.
   *
   * @throws RefusedFile when an element does not end, or something else than a separator stands
   *     between two
   */
  boolean next() {
    buffer.start = recordEnd;
    problem = null;
    raw = null;
    if (!skipToRecord()) {
      return false;
    }
    number++;
    recordBegin = buffer.offset(buffer.start);
    scan();
    return true;
  }

  long number() {
    return number;
  }

  /** Where the record begins in the stream. */
  long offset() {
    return recordBegin;
  }

  /** Where it has ended. */
  long endOffset() {
    return buffer.offset(recordEnd);
  }

  /** Whether the array's closing bracket has been read. */
  boolean closed() {
    return closed;
  }

  /** Whether all strings and brackets that the record opens are closed. */
  boolean whole() {
    return whole;
  }

  /** Why the record cannot be read at all, or null. */
  Rejected problem() {
    return problem;
  }

  byte[] bytes() {
    return buffer.bytes;
  }

  int start() {
    return buffer.start;
  }

  int length() {
    return recordEnd - buffer.start;
  }

  String raw() {
    return raw != null ? raw : buffer.raw(buffer.start, recordEnd);
  }

  /** Whether anything but white space is left. */
  boolean anythingLeft() {
    buffer.start = recordEnd;
    boolean left = skipSpace();
    recordEnd = buffer.start;
    return left;
  }

  /** Passes over white space and separators. */
  private boolean skipToRecord() {
    boolean separated = number == 0 || lines;
    while (skipSpace()) {
      byte letter = buffer.bytes[buffer.start];
      if (!lines && letter == ',' && !separated) {
        separated = true;
        buffer.start++;
      } else if (!lines && letter == ']' && (!separated || number == 0)) {
        closed = true;
        recordEnd = buffer.start + 1;
        return false;
      } else if (lines || (separated && letter != ',' && letter != ']' && letter != '}')) {
        return true;
      } else {
        throw RefusedFile.broken(
            "byte "
                + buffer.offset(buffer.start)
                + " holds '"
                + (char) (letter & 0xff)
                + "' where "
                + (separated ? "a record" : "a comma or the end of the array")
                + " is due");
      }
    }
    recordEnd = buffer.start;
    return false;
  }

  private boolean skipSpace() {
    while (true) {
      while (buffer.start < buffer.limit && space(buffer.bytes[buffer.start])) {
        buffer.start++;
      }
      if (buffer.start < buffer.limit) {
        return true;
      }
      if (!buffer.more()) {
        return false;
      }
    }
  }

  /** Finds the record's end. */
  private void scan() {
    int depth = 0;
    boolean inString = false;
    TooLong tooLong = null;
    int position = buffer.start;
    while (true) {
      byte[] bytes = buffer.bytes;
      int limit = buffer.limit;
      for (; position < limit; position++) {
        if (inString) {
          // Most of a record is texts: a byte at a time would take long.
          position = ByteSearch.endOfJsonText(bytes, position, limit);
          if (position == limit) {
            break;
          }
        }
        byte letter = bytes[position];
        if (lines && (letter == '\n' || letter == '\r')) {
          finish(position, tooLong, depth <= 0 && !inString);
          return;
        } else if (inString) {
          if (letter == '\\') {
            // What is escaped may lie in the next window.
            if (position + 1 >= limit) {
              break;
            }
            if (bytes[position + 1] == '"' || bytes[position + 1] == '\\') {
              position++;
            }
          } else if (letter == '"') {
            inString = false;
          }
        } else if (letter == '"') {
          inString = true;
        } else if (letter == '{' || letter == '[') {
          depth++;
        } else if (letter == '}' || letter == ']') {
          depth--;
          if (!lines && depth <= 0) {
            // At depth -1 it is the array's own bracket.
            finish(position + 1 + depth, tooLong, true);
            return;
          }
        } else if (!lines && depth == 0 && letter == ',') {
          finish(position, tooLong, true);
          return;
        }
      }
      if (tooLong == null && buffer.full()) {
        tooLong = buffer.tooLong();
      }
      if (tooLong != null) {
        tooLong.add(bytes, buffer.start, position);
        buffer.start = position;
      }
      int length = position - buffer.start;
      if (!buffer.more()) {
        boolean closed = depth <= 0 && !inString;
        if (!lines && !closed) {
          throw RefusedFile.truncated(recordBegin);
        }
        finish(buffer.limit, tooLong, closed);
        return;
      }
      position = buffer.start + length;
    }
  }

  private void finish(int recordLimit, TooLong head, boolean isWhole) {
    whole = isWhole;
    recordEnd = recordLimit;
    TooLong tooLong = head;
    if (tooLong == null && recordEnd - buffer.start > buffer.mostBytes()) {
      tooLong = buffer.tooLong();
    }
    if (tooLong != null) {
      tooLong.add(buffer.bytes, buffer.start, recordEnd);
      raw = tooLong.head();
      problem = tooLong.problem();
    } else {
      while (space(buffer.bytes[recordEnd - 1])) {
        recordEnd--;
      }
    }
  }

  static boolean space(byte letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
  }
}
