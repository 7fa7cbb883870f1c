package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The movies that were streamed, and what books they come from.
 *
 * <p>Sessions need not be read for that: {@code refined/daily_movies} has each movie of each day.
 */
final class StreamedMovies {
  private final Set<String> streamed = new HashSet<>();
  private final Set<String> streamedInMonth = new HashSet<>();
  private final Set<String> basedOnBooks = new HashSet<>();
  private final Set<String> byAuthors = new HashSet<>();

  private StreamedMovies() {}

  /**
   * Reads both tables.
   *
   * @param dailyMovies {@code refined/daily_movies}
   * @param movieBooks {@code refined/movie_books}
   * @param nationality the vendor's slug of the authors that are asked for
   */
  static StreamedMovies of(
      TableSource dailyMovies, TableSource movieBooks, Questions questions, String nationality) {
    StreamedMovies movies = new StreamedMovies();
    for (TableFile file : dailyMovies.files()) {
      try (RowReader row = dailyMovies.open(file, List.of("movie_key", "start_date"))) {
        while (row.next()) {
          String movie = row.getString(0);
          movies.streamed.add(movie);
          if (questions.inMonth(row.getInt(1))) {
            movies.streamedInMonth.add(movie);
          }
        }
      }
    }
    for (TableFile file : movieBooks.files()) {
      try (RowReader row = movieBooks.open(file, List.of("movie_key", "nationalities"))) {
        while (row.next()) {
          String movie = row.getString(0);
          movies.basedOnBooks.add(movie);
          if (!row.isNull(1) && row.getStrings(1).contains(nationality)) {
            movies.byAuthors.add(movie);
          }
        }
      }
    }
    return movies;
  }

  /** How many of a hundred come from a book; null when none was streamed. */
  Double percentBasedOnBooks() {
    if (streamed.isEmpty()) {
      return null;
    }
    return 100.0 * streamed.stream().filter(basedOnBooks::contains).count() / streamed.size();
  }

  /** How many that were streamed in the month come from a book by one of the authors. */
  double byAuthorsInMonth() {
    return streamedInMonth.stream().filter(byAuthors::contains).count();
  }
}
