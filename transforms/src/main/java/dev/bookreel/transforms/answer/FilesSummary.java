package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.text.MatchKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up files of {@code refined/streams} for the answers.
 *
 * <p>Times and sizes are read of all files, viewers only where a question is about them: where a
 * session overlaps the window, and in the last week.
 *
 * <p>Viewers are spread over some parts by their match key, so that distinct ones can be counted by
 * several workers. All else of some files goes to one part, chosen by the first of them.
 */
final class FilesSummary {
  /** There are 16 parts. */
  private static final int PART_BITS = 4;

  private static final int SPREAD = 0x9E3779B9;
  private static final double HALF = 0.5;
  private static final byte AFFECTED = 1;
  private static final byte HALF_WATCHED = 2;

  private final Questions questions;
  private final byte[] film;
  private final Map<Integer, AnswerPart> parts = new HashMap<>();
  private final BytesDictionary viewers = new BytesDictionary();
  private byte[] marks = new byte[64];

  /** The marks of viewers in the current file, by the numbers that it has for them. */
  private byte[] marksInFile = new byte[64];

  private FilesSummary(Questions questions) {
    this.questions = questions;
    this.film = questions.filmKey().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sums up files of the table; the result is keyed by part.
   *
   * @param sizes counts their sizes
   */
  static Map<Integer, AnswerPart> of(
      TableSource streams, List<TableFile> files, Questions questions, MedianCounter sizes) {
    FilesSummary summary = new FilesSummary(questions);
    AnswerPart totals = summary.part(files.isEmpty() ? "" : files.get(0).path());
    for (TableFile file : files) {
      summary.add(streams, file, totals, sizes);
    }
    totals.addSizes(sizes.counts());
    for (int viewer = 0; viewer < summary.viewers.size(); viewer++) {
      summary.addViewer(summary.viewers.text(viewer), summary.marks[viewer]);
    }
    return summary.parts;
  }

  private void add(TableSource streams, TableFile file, AnswerPart totals, MedianCounter sizes) {
    boolean overlaps;
    try (RowReader row = streams.open(file, List.of("start_at", "end_at", "size_mb"))) {
      overlaps = addSessions(row, totals, sizes);
    }
    LocalDate day = LocalDate.parse(file.partition().get("start_date"));
    boolean lastWeek = questions.inLastWeek(Math.toIntExact(day.toEpochDay()));
    if (overlaps || lastWeek) {
      List<String> columns =
          List.of("start_at", "end_at", "movie_key", "watched_share", "user_email");
      Arrays.fill(marksInFile, (byte) 0);
      try (RowReader row = streams.open(file, columns)) {
        markViewers(row, lastWeek);
      }
    }
  }

  /** Adds up times and sizes; whether a session overlaps the window. */
  private boolean addSessions(RowReader row, AnswerPart totals, MedianCounter sizes) {
    boolean overlaps = false;
    long sessions = 0;
    long micros = 0;
    while (row.next()) {
      long startAt = row.getLong(0);
      long endAt = row.getLong(1);
      sessions++;
      micros = Math.addExact(micros, endAt - startAt);
      overlaps |= questions.overlapsWindow(startAt, endAt);
      sizes.add(row.getDouble(2));
    }
    totals.addSessions(sessions, BigInteger.valueOf(micros));
    return overlaps;
  }

  /** Marks the viewers of sessions that are asked about. */
  private void markViewers(RowReader row, boolean lastWeek) {
    while (row.next()) {
      boolean affected =
          questions.overlapsWindow(row.getLong(0), row.getLong(1))
              && Arrays.equals(film, row.getBytes(2));
      boolean half = lastWeek && !row.isNull(3) && row.getDouble(3) >= HALF;
      if (affected || half) {
        mark(row, (affected ? AFFECTED : 0) | (half ? HALF_WATCHED : 0));
      }
    }
  }

  /** Looks a viewer up once for each of his marks, not once a session. */
  private void mark(RowReader row, int mark) {
    int number = row.getTextNumber(4);
    if (number >= 0) {
      if (number >= marksInFile.length) {
        marksInFile = Arrays.copyOf(marksInFile, number * 2);
      }
      if ((marksInFile[number] | mark) == marksInFile[number]) {
        return;
      }
      marksInFile[number] |= (byte) mark;
    }
    mark(row.getBytes(4), mark);
  }

  private void mark(byte[] email, int mark) {
    int viewer = viewers.number(email, 0, email.length);
    if (viewer == marks.length) {
      marks = Arrays.copyOf(marks, viewer * 2);
    }
    marks[viewer] |= (byte) mark;
  }

  private void addViewer(String email, byte mark) {
    String viewer = MatchKey.of(email);
    AnswerPart part = part(viewer);
    if ((mark & AFFECTED) != 0) {
      part.addAffected(viewer);
    }
    if ((mark & HALF_WATCHED) != 0) {
      part.addHalfWatcher(viewer);
    }
  }

  private AnswerPart part(String key) {
    // Other bits than those by which hash tables spread: all viewers of a part agree in these.
    int number = (key.hashCode() * SPREAD) >>> (Integer.SIZE - PART_BITS);
    return parts.computeIfAbsent(number, unused -> new AnswerPart());
  }
}
