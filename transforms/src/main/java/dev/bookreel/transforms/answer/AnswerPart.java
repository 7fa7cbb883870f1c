package dev.bookreel.transforms.answer;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a part of the sessions contributes to the answers; parts add up in any order. */
final class AnswerPart implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final BigDecimal MICROS_A_SECOND = BigDecimal.valueOf(1_000_000);
  private long sessions;
  private BigInteger watchMicros = BigInteger.ZERO;
  private final Map<Long, Long> sizes = new TreeMap<>();
  private final Map<String, Movie> movies = new HashMap<>();
  private final Set<String> affected = new HashSet<>();
  private final Set<String> halfWatchers = new HashSet<>();
  private long affectedCount;
  private long halfWatcherCount;

  /**
   * A streamed movie.
   *
   * @param basedOnBook whether a review links it to a book
   * @param inMonth whether it was streamed in the month
   */
  private record Movie(boolean basedOnBook, boolean inMonth) implements Serializable {
    Movie or(Movie other) {
      return new Movie(basedOnBook || other.basedOnBook, inMonth || other.inMonth);
    }
  }

  void addSessions(long count, BigInteger micros) {
    sessions += count;
    watchMicros = watchMicros.add(micros);
  }

  /** Adds what the first pass of a {@link MedianSearch} counted. */
  void addSizes(Map<Long, Long> counts) {
    counts.forEach((prefix, count) -> sizes.merge(prefix, count, Long::sum));
  }

  void addMovie(String key, boolean basedOnBook, boolean inMonth) {
    movies.merge(key, new Movie(basedOnBook, inMonth), Movie::or);
  }

  void addAffected(String viewer) {
    affected.add(viewer);
  }

  void addHalfWatcher(String viewer) {
    halfWatchers.add(viewer);
  }

  void add(AnswerPart other) {
    addSessions(other.sessions, other.watchMicros);
    addSizes(other.sizes);
    other.movies.forEach((key, movie) -> movies.merge(key, movie, Movie::or));
    affected.addAll(other.affected);
    halfWatchers.addAll(other.halfWatchers);
    affectedCount += other.affectedCount;
    halfWatcherCount += other.halfWatcherCount;
  }

  /** Turns the viewers gathered so far into their number: no other part may hold any of them. */
  void countViewers() {
    affectedCount += affected.size();
    halfWatcherCount += halfWatchers.size();
    affected.clear();
    halfWatchers.clear();
  }

  Double percentBasedOnBooks() {
    if (movies.isEmpty()) {
      return null;
    }
    long based = movies.values().stream().filter(Movie::basedOnBook).count();
    return 100.0 * based / movies.size();
  }

  double affectedViewers() {
    return affectedCount;
  }

  double streamedInMonth(Set<String> moviesAskedFor) {
    return movies.entrySet().stream()
        .filter(movie -> movie.getValue().inMonth() && moviesAskedFor.contains(movie.getKey()))
        .count();
  }

  Double meanWatchSeconds() {
    if (sessions == 0) {
      return null;
    }
    BigDecimal microsInAll = BigDecimal.valueOf(sessions).multiply(MICROS_A_SECOND);
    return new BigDecimal(watchMicros).divide(microsInAll, MathContext.DECIMAL128).doubleValue();
  }

  /** The search for the median size, after its first pass. */
  MedianSearch sizes() {
    return MedianSearch.begin().after(sizes);
  }

  double halfWatchers() {
    return halfWatcherCount;
  }
}
