package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.quality.Reference;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that sessions are enriched with: movies by their match key, and the match keys of the
 * users. Small beside the sessions, so every worker holds it whole.
 *
 * <p>Users are numbered in the order of the table's files and rows, so every worker gives them the
 * same numbers.
 */
public final class Catalogue implements Serializable {
  private static final long serialVersionUID = 1L;
  static final Reference MOVIES = new Reference("movies", List.of("title_key"));
  static final Reference USERS = new Reference("users", List.of("email_key"));

  /** What rules may refer to that a catalogue holds. */
  public static final Set<Reference> REFERENCES = Set.of(MOVIES, USERS);

  private final Map<String, MovieFacts> movies;
  private final BytesDictionary users;

  Catalogue(Map<String, MovieFacts> movies, BytesDictionary users) {
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
    BytesDictionary emails = new BytesDictionary();
    for (TableFile file : users.files()) {
      try (RowReader row = users.open(file, List.of("email_key", "valid_to"))) {
        while (row.next()) {
          if (row.isNull(1)) {
            byte[] key = row.getBytes(0);
            emails.number(key, 0, key.length);
          }
        }
      }
    }
    emails.trim();
    return new Catalogue(facts, emails);
  }

  /** What is known of a movie, by its match key. */
  MovieFacts movie(String key) {
    return movies.getOrDefault(key, MovieFacts.UNKNOWN);
  }

  /** The match keys of the users, numbered. */
  BytesDictionary users() {
    return users;
  }

  /**
   * Whether one of {@link #REFERENCES} has a match key.
   *
   * @throws IllegalArgumentException when it is another reference
   */
  boolean has(Reference reference, String key) {
    if (reference.equals(MOVIES)) {
      return movie(key).known();
    }
    if (reference.equals(USERS)) {
      byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
      return users.contains(utf8, 0, utf8.length);
    }
    throw new IllegalArgumentException("a catalogue does not hold " + reference);
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
    Set<String> unlike = new HashSet<>(usersMissingIn(other));
    unlike.addAll(other.usersMissingIn(this));
    return unlike;
  }

  private Set<String> usersMissingIn(Catalogue other) {
    Set<String> missing = new HashSet<>();
    for (int user = 0; user < users.size(); user++) {
      if (!other.users.contains(users.pool(), users.start(user), users.end(user))) {
        missing.add(users.text(user));
      }
    }
    return missing;
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
