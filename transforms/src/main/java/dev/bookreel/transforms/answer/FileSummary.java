package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.text.MatchKey;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

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

  private static final byte FILM = 1;
  private static final byte BASED_ON_BOOK = 2;
  private static final byte IN_MONTH = 4;
  private static final byte AFFECTED = 1;
  private static final byte HALF_WATCHED = 2;

  private final Questions questions;
  private final Map<Integer, AnswerPart> parts = new HashMap<>();
  private final Marks movies = new Marks();
  private final Marks viewers = new Marks();
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
      boolean affected = isFilm(row, day) && questions.overlapsWindow(startAt, endAt);
      boolean half = questions.inLastWeek(day) && !row.isNull(4) && row.getDouble(4) >= HALF;
      if (affected || half) {
        int viewer = viewers.number(row.getBytes(1));
        viewers.marks[viewer] |= (byte) ((affected ? AFFECTED : 0) | (half ? HALF_WATCHED : 0));
      }
    }
    viewers.forEach(this::addViewer);
    AnswerPart totals = part(0);
    totals.addSessions(sessions, BigInteger.valueOf(micros));
    totals.addSizes(sizes.byPrefix());
    movies.forEach(
        (key, marks) ->
            totals.addMovie(key, (marks & BASED_ON_BOOK) != 0, (marks & IN_MONTH) != 0));
    return parts;
  }

  /** Whether it is the film that is asked for; marks what else is known of the movie. */
  private boolean isFilm(RowReader row, int day) {
    int known = movies.texts.size();
    int movie = movies.number(row.getBytes(0));
    if (movie == known && movies.texts.text(movie).equals(questions.filmKey())) {
      movies.marks[movie] = FILM;
    }
    movies.marks[movie] |=
        (byte) ((row.getBoolean(5) ? BASED_ON_BOOK : 0) | (questions.inMonth(day) ? IN_MONTH : 0));
    return (movies.marks[movie] & FILM) != 0;
  }

  private void addViewer(String email, byte marks) {
    String viewer = MatchKey.of(email);
    // Other bits than those by which hash tables spread: all viewers of a part agree in these.
    AnswerPart part = part(1 + ((viewer.hashCode() * SPREAD) >>> (Integer.SIZE - PART_BITS)));
    if ((marks & AFFECTED) != 0) {
      part.addAffected(viewer);
    }
    if ((marks & HALF_WATCHED) != 0) {
      part.addHalfWatcher(viewer);
    }
  }

  private AnswerPart part(int number) {
    return parts.computeIfAbsent(number, unused -> new AnswerPart());
  }

  /** What is known of each distinct text: a string is made once for each, not once a row. */
  private static final class Marks {
    private final BytesDictionary texts = new BytesDictionary();
    private byte[] marks = new byte[64];

    /** The text's place in {@link #marks}. */
    int number(byte[] text) {
      int number = texts.number(text, 0, text.length);
      if (number == marks.length) {
        marks = Arrays.copyOf(marks, number * 2);
      }
      return number;
    }

    void forEach(BiConsumer<String, Byte> action) {
      for (int number = 0; number < texts.size(); number++) {
        action.accept(texts.text(number), marks[number]);
      }
    }
  }
}
