package dev.bookreel.transforms.parse;

import java.io.InputStream;

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

  JsonRecords(InputStream in, boolean lines) {
    this(new RecordBuffer(in), lines);
  }

  /**
   * Moves on to the next record; false at the end of the array, of the lines, or of the stream.
   *
   * @throws RefusedFile when a record does not end, or something else than a separator stands
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
      } else if (separated && letter != ',' && letter != ']' && letter != '}') {
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
    String head = null;
    int position = buffer.start;
    while (true) {
      byte[] bytes = buffer.bytes;
      int limit = buffer.limit;
      while (position < limit) {
        byte letter = bytes[position];
        if (inString) {
          if (letter == '\\') {
            // What is escaped may lie in the next window.
            if (position + 1 >= limit) {
              break;
            }
            position++;
          } else if (letter == '"') {
            inString = false;
          }
        } else if (letter == '"') {
          inString = true;
        } else if (letter == '{' || letter == '[') {
          depth++;
        } else if (letter == '}' || letter == ']') {
          if (depth == 0) {
            finish(position, head);
            return;
          }
          depth--;
          if (depth == 0) {
            finish(position + 1, head);
            return;
          }
        } else if (depth == 0 && (lines ? letter == '\n' || letter == '\r' : letter == ',')) {
          finish(position, head);
          return;
        } else if (lines && letter == '\n') {
          throw RefusedFile.objectInsteadOfArray(recordBegin);
        }
        position++;
      }
      if (buffer.full()) {
        head = head == null ? buffer.raw(buffer.start, buffer.limit) : head;
        buffer.start = position;
      }
      int length = position - buffer.start;
      boolean more = buffer.more();
      position = buffer.start + length;
      if (!more) {
        if (depth > 0 || inString) {
          throw RefusedFile.truncated(recordBegin);
        }
        finish(position, head);
        return;
      }
    }
  }

  private void finish(int end, String head) {
    recordEnd = end;
    if (head != null) {
      raw = head;
      problem =
          new Rejected(
              "record.size",
              "the record at byte "
                  + recordBegin
                  + " is "
                  + (endOffset() - recordBegin)
                  + " bytes long; at most "
                  + RecordBuffer.MOST_BYTES
                  + " are read");
    }
  }

  static boolean space(byte letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
  }
}
