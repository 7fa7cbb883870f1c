package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.Instants;
import dev.bookreel.transforms.parse.Numbers;
import dev.bookreel.transforms.parse.Problems;
import dev.bookreel.transforms.parse.Rejected;

/**
 * One viewing session as it is read from CSV: its rules, and its fields as slices of the reader's
 * buffer. Reused for each record.
 */
final class StreamRecord {
  /** No session moves a petabyte; it also keeps sums within {@link FixedPointSum}. */
  static final double MOST_MEGABYTES = 1e9;

  private final CsvReader reader;
  private final int titleColumn;
  private final int emailColumn;
  private final int sizeColumn;
  private final int startColumn;
  private final int endColumn;

  int titleStart;
  int titleEnd;
  int emailStart;
  int emailEnd;
  double sizeMb;
  long startAt;
  long endAt;

  StreamRecord(CsvReader reader) {
    this.reader = reader;
    this.titleColumn = reader.column("movie_title");
    this.emailColumn = reader.column("user_email");
    this.sizeColumn = reader.column("size_mb");
    this.startColumn = reader.column("start_at");
    this.endColumn = reader.column("end_at");
  }

  /**
   * Takes in the reader's current record.
   *
   * @throws Rejected when a title or e-mail address is blank or not UTF-8, the size is no number
   *     from 0 to {@link #MOST_MEGABYTES}, a time stamp is none, or the session ends before it
   *     starts
   */
  void read() throws Rejected {
    if (reader.problem() != null) {
      throw reader.problem();
    }
    try {
      readTitle();
      readEmail();
      readSize();
      readStart();
      readEnd();
      requireOrder();
    } catch (Rejected first) {
      throw all();
    }
  }

  /** All that is wrong: one by one, since few records come here. */
  private Rejected all() {
    Problems problems = new Problems();
    problems.read(this::readTitle);
    problems.read(this::readEmail);
    problems.read(this::readSize);
    Boolean starts = problems.read(this::readStart);
    Boolean ends = problems.read(this::readEnd);
    if (starts != null && ends != null) {
      problems.read(this::requireOrder);
    }
    try {
      problems.requireNone();
    } catch (Rejected rejected) {
      return rejected;
    }
    throw new IllegalStateException("a record was rejected the first time, and not again");
  }

  private Boolean readTitle() throws Rejected {
    byte[] buffer = reader.buffer();
    titleStart = skipBlanks(buffer, reader.start(titleColumn), reader.end(titleColumn));
    titleEnd = dropBlanks(buffer, titleStart, reader.end(titleColumn));
    require(titleColumn, titleStart, titleEnd, "movie_title");
    return true;
  }

  private Boolean readEmail() throws Rejected {
    byte[] buffer = reader.buffer();
    emailStart = skipBlanks(buffer, reader.start(emailColumn), reader.end(emailColumn));
    emailEnd = dropBlanks(buffer, emailStart, reader.end(emailColumn));
    require(emailColumn, emailStart, emailEnd, "user_email");
    return true;
  }

  private Boolean readSize() throws Rejected {
    sizeMb =
        Numbers.parseDouble(
            reader.buffer(), reader.start(sizeColumn), reader.end(sizeColumn), "size_mb");
    if (sizeMb > MOST_MEGABYTES) {
      throw new Rejected("size_mb.range", "size_mb is " + sizeMb + ", more than a petabyte");
    }
    return true;
  }

  private Boolean readStart() throws Rejected {
    startAt = instant(startColumn, "start_at");
    if (!Instants.isDatedEverywhere(startAt)) {
      throw new Rejected(
          "start_at.range",
          "start_at is " + reader.text(startColumn) + ", not from 0001-01-02 to 9999-12-30 in UTC");
    }
    return true;
  }

  private Boolean readEnd() throws Rejected {
    endAt = instant(endColumn, "end_at");
    return true;
  }

  private Boolean requireOrder() throws Rejected {
    if (endAt < startAt) {
      throw new Rejected(
          "end_at.order",
          "end_at " + reader.text(endColumn) + " is before start_at " + reader.text(startColumn));
    }
    return true;
  }

  private long instant(int column, String name) throws Rejected {
    return Instants.parseMicros(reader.buffer(), reader.start(column), reader.end(column), name);
  }

  private void require(int column, int start, int end, String name) throws Rejected {
    if (start == end) {
      throw new Rejected(name + ".required", name + " is blank");
    }
    byte[] buffer = reader.buffer();
    for (int i = start; i < end; i++) {
      if (buffer[i] < 0) {
        // Throws when it is not UTF-8, or is blank in a way that only Unicode knows.
        if (reader.text(column).isBlank()) {
          throw new Rejected(name + ".required", name + " is blank");
        }
        return;
      }
    }
  }

  private static int skipBlanks(byte[] buffer, int start, int end) {
    int position = start;
    while (position < end && buffer[position] <= ' ' && buffer[position] >= 0) {
      position++;
    }
    return position;
  }

  private static int dropBlanks(byte[] buffer, int start, int end) {
    int position = end;
    while (position > start && buffer[position - 1] <= ' ' && buffer[position - 1] >= 0) {
      position--;
    }
    return position;
  }
}
