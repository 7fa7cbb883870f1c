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
 * <p>Viewers are spread over {@link #VIEWER_PARTS} parts by their match key, so that distinct ones
 * can be counted by several workers; part 0 holds all else.
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
          "start_date");

  private static final int VIEWER_PARTS = 16;
  private static final double HALF = 0.5;

  private final Questions questions;
  private final Map<Integer, AnswerPart> parts = new HashMap<>();
  private final Map<Key, Seen> movies = new HashMap<>();

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
      Seen movie = movie(row, day);
      if (movie.isFilm && questions.overlapsWindow(startAt, endAt)) {
        String viewer = viewer(row);
        viewerPart(viewer).addAffected(viewer);
      }
      if (questions.inLastWeek(day) && !row.isNull(4) && row.getDouble(4) >= HALF) {
        String viewer = viewer(row);
        viewerPart(viewer).addHalfWatcher(viewer);
      }
    }
    AnswerPart totals = part(0);
    totals.addSessions(sessions, BigInteger.valueOf(micros));
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

  private static String viewer(RowReader row) {
    return MatchKey.of(row.getString(1));
  }

  private AnswerPart viewerPart(String viewer) {
    return part(1 + Math.floorMod(viewer.hashCode(), VIEWER_PARTS));
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

  /** A title's bytes as a key, so that a string is made for each distinct movie only. */
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
