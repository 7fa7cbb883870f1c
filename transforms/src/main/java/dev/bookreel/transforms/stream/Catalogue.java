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

  /** Reads the latest versions of movies and users, and which movies are linked to a book. */
  public static Catalogue read(CatalogueSources sources) {
    Set<String> based = linkedMovies(sources.movieBooks());
    TableSource movies = sources.movies();
    TableSource users = sources.users();
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

  /** The keys of the movies of which another catalogue knows something else, or nothing. */
  Set<String> moviesUnlike(Catalogue other) {
    Set<String> unlike = new HashSet<>(movies.keySet());
    unlike.addAll(other.movies.keySet());
    unlike.removeIf(key -> movie(key).equals(other.movie(key)));
    return unlike;
  }

  /** The keys of the users that either this or another catalogue knows, not both. */
  Set<String> usersUnlike(Catalogue other) {
    Set<String> unlike = new HashSet<>(users);
    unlike.addAll(other.users);
    unlike.removeIf(key -> knowsUser(key) == other.knowsUser(key));
    return unlike;
  }

  private static Set<String> linkedMovies(TableSource movieBooks) {
    Set<String> linked = new HashSet<>();
    for (TableFile file : movieBooks.files()) {
      try (RowReader row = movieBooks.open(file, List.of("movie_key"))) {
        while (row.next()) {
          linked.add(row.getString(0));
        }
      }
    }
    return linked;
  }
}
