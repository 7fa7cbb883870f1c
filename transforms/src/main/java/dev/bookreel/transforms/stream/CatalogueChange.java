package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.text.MatchKey;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a new catalogue says otherwise than the one that the refined tables were made with, and so,
 * which days must be refined again.
 */
final class CatalogueChange implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Set<String> movies;
  private final Set<String> users;

  CatalogueChange(Catalogue before, Catalogue after) {
    this.movies = new HashSet<>(after.moviesUnlike(before));
    this.users = new HashSet<>(after.usersUnlike(before));
  }

  /** The days on which a movie was watched of which something else is known now. */
  Set<Integer> daysOfMovies(TableSource dailyMovies) {
    Set<Integer> days = new TreeSet<>();
    if (movies.isEmpty()) {
      return days;
    }
    for (TableFile file : dailyMovies.files()) {
      try (RowReader row = dailyMovies.open(file, List.of("start_date", "movie_key"))) {
        while (row.next()) {
          if (movies.contains(row.getString(1))) {
            days.add(row.getInt(0));
          }
        }
      }
    }
    return days;
  }

  /** Whether a file of {@code refined/streams} has a viewer of whom something else is known now. */
  boolean concernsViewersIn(TableSource refined, TableFile file) {
    if (users.isEmpty()) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    try (RowReader row = refined.open(file, List.of("user_email"))) {
      while (row.next()) {
        String email = row.getString(0);
        if (seen.add(email) && users.contains(MatchKey.of(email))) {
          return true;
        }
      }
    }
    return false;
  }
}
