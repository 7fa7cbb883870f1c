package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.text.MatchKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up one file of {@code refined/streams} for the answers.
 *
 * <p>Viewers are spread over some parts by their match key, so that distinct ones can be counted by
 * several workers; part 0 holds all else.
 */
final class FileSummary {
  static final List<String> COLUMNS =
      List.of(
          "movie_key",
          "user_email",
          "start_at",
          "end_at",
          "watched_share",
          "based_on_book",
          "start_date",
          "size_mb");

  /** There are 16 parts of viewers. */
  private static final int PART_BITS = 4;

  private static final int SPREAD = 0x9E3779B9;
  private static final double HALF = 0.5;

  private final Questions questions;
  private final Map<Integer, AnswerPart> parts = new HashMap<>();
  private final Map<Key, Seen> movies = new HashMap<>();
  private final Map<Key, Viewer> viewers = new HashMap<>();
  private final MedianSearch.Counts sizes = MedianSearch.begin().newCounts();

  FileSummary(Questions questions) {
    this.questions = questions;
  }

  /** Reads all rows; the result is keyed by part. */
  Map<Integer, AnswerPart> summarize(RowReader row) {
    long sessions = 0;
    long micros = 0;
    while (row.next()) {
      sessions++;
      long startAt = row.getLong(2);
      long endAt = row.getLong(3);
      micros = Math.addExact(micros, endAt - startAt);
      int day = row.getInt(6);
      sizes.add(row.getDouble(7));
      boolean affected = movie(row, day).isFilm && questions.overlapsWindow(startAt, endAt);
      boolean half = questions.inLastWeek(day) && !row.isNull(4) && row.getDouble(4) >= HALF;
      if (affected || half) {
        Viewer viewer = viewers.computeIfAbsent(new Key(row.getBytes(1)), key -> new Viewer());
        viewer.affected |= affected;
        viewer.half |= half;
      }
    }
    viewers.forEach(this::addViewer);
    AnswerPart totals = part(0);
    totals.addSessions(sessions, BigInteger.valueOf(micros));
    totals.addSizes(sizes.byPrefix());
    movies.forEach((key, movie) -> totals.addMovie(key.text(), movie.basedOnBook, movie.inMonth));
    return parts;
  }

  private Seen movie(RowReader row, int day) {
    Key key = new Key(row.getBytes(0));
    Seen seen = movies.get(key);
    if (seen == null) {
      seen = new Seen(key.text().equals(questions.filmKey()));
      movies.put(key, seen);
    }
    seen.basedOnBook |= row.getBoolean(5);
    seen.inMonth |= questions.inMonth(day);
    return seen;
  }

  private void addViewer(Key email, Viewer seen) {
    String viewer = MatchKey.of(email.text());
    // Other bits than those by which hash tables spread: all viewers of a part agree in these.
    AnswerPart part = part(1 + ((viewer.hashCode() * SPREAD) >>> (Integer.SIZE - PART_BITS)));
    if (seen.affected) {
      part.addAffected(viewer);
    }
    if (seen.half) {
      part.addHalfWatcher(viewer);
    }
  }

  private AnswerPart part(int number) {
    return parts.computeIfAbsent(number, unused -> new AnswerPart());
  }

  private static final class Seen {
    private final boolean isFilm;
    private boolean basedOnBook;
    private boolean inMonth;

    Seen(boolean isFilm) {
      this.isFilm = isFilm;
    }
  }

  private static final class Viewer {
    private boolean affected;
    private boolean half;
  }

  /** A text's bytes as a key, so that a string is made once for each distinct one. */
  private static final class Key {
    private final byte[] bytes;

    Key(byte[] bytes) {
      this.bytes = bytes;
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }
}
