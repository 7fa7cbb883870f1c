package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the movies based on books by authors of one nationality. */
final class MoviesByAuthors {
  private MoviesByAuthors() {}

  /**
   * The match keys of the movies.
   *
   * @param movieBooks {@code refined/movie_books}
   * @param nationality the vendor's slug
   */
  static Set<String> of(TableSource movieBooks, String nationality) {
    Set<String> movies = new HashSet<>();
    for (TableFile file : movieBooks.files()) {
      try (RowReader row = movieBooks.open(file, List.of("movie_key", "nationalities"))) {
        while (row.next()) {
          if (!row.isNull(1) && row.getStrings(1).contains(nationality)) {
            movies.add(row.getString(0));
          }
        }
      }
    }
    return movies;
  }
}
