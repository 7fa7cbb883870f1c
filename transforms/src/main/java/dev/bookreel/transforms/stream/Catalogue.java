package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that sessions are enriched with: movies by their match key, and the match keys of the
 * users. Small beside the sessions, so every worker holds it whole.
 */
public final class Catalogue implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Map<String, MovieFacts> movies;
  private final Set<String> users;

  Catalogue(Map<String, MovieFacts> movies, Set<String> users) {
    this.movies = movies;
    this.users = users;
  }

  /**
   * Reads the latest versions of the trusted tables.
   *
   * @param movies {@code trusted/movies}
   * @param users {@code trusted/users}
   * @param linked the match keys of the movies that a review links to a book
   */
  public static Catalogue read(TableSource movies, TableSource users, Iterable<String> linked) {
    Set<String> based = new HashSet<>();
    linked.forEach(based::add);
    Map<String, MovieFacts> facts = new HashMap<>();
    List<String> columns = List.of("title_key", "title", "duration_mins", "valid_to");
    for (TableFile file : movies.files()) {
      try (RowReader row = movies.open(file, columns)) {
        while (row.next()) {
          if (row.isNull(3)) {
            String key = row.getString(0);
            Integer duration = row.isNull(2) ? null : row.getInt(2);
            facts.put(key, new MovieFacts(row.getString(1), duration, based.contains(key)));
          }
        }
      }
    }
    for (String key : based) {
      facts.putIfAbsent(key, new MovieFacts(null, null, true));
    }
    Set<String> emails = new HashSet<>();
    for (TableFile file : users.files()) {
      try (RowReader row = users.open(file, List.of("email_key", "valid_to"))) {
        while (row.next()) {
          if (row.isNull(1)) {
            emails.add(row.getString(0));
          }
        }
      }
    }
    return new Catalogue(facts, emails);
  }

  /** What is known of a movie, by its match key. */
  MovieFacts movie(String key) {
    return movies.getOrDefault(key, MovieFacts.UNKNOWN);
  }

  /** Whether there is a user with this match key. */
  boolean knowsUser(String key) {
    return users.contains(key);
  }
}
