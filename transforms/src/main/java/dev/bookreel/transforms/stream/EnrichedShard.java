package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.table.ColumnsWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A resolved shard together with what the catalogue says of its movies and viewers: writes its rows
 * and sums them up by movie.
 *
 * <p>Each distinct movie and viewer is looked up once, not once a row.
 */
final class EnrichedShard {
  private static final double MICROS_A_SECOND = 1_000_000.0;

  /** What Parquet takes for a page. */
  private static final int ROWS_AT_ONCE = 20_000;

  /** Positions in {@code trusted/streams}; {@code refined/streams} begins with the same. */
  private static final int MOVIE_TITLE = 0;

  private static final int MOVIE_KEY = 1;
  private static final int USER_EMAIL = 2;
  private static final int SIZE_MB = 3;
  private static final int START_AT = 4;
  private static final int END_AT = 5;

  /** What {@code refined/streams} has besides. */
  private static final int WATCH_SECONDS = 6;

  private static final int DURATION_MINS = 7;
  private static final int WATCHED_SHARE = 8;
  private static final int BASED_ON_BOOK = 9;
  private static final int MOVIE_KNOWN = 10;
  private static final int USER_KNOWN = 11;

  private final StreamShard shard;
  private final MovieFacts[] movies;
  private final boolean[] userKnown;

  EnrichedShard(StreamShard shard, Catalogue catalogue) {
    this.shard = shard;
    this.movies = new MovieFacts[shard.titleKeys().size()];
    for (int key = 0; key < movies.length; key++) {
      movies[key] = catalogue.movie(shard.titleKeyText(key));
    }
    BytesDictionary viewers = shard.viewers();
    this.userKnown = new boolean[viewers.size()];
    for (int viewer = 0; viewer < userKnown.length; viewer++) {
      userKnown[viewer] =
          catalogue.users().contains(viewers.pool(), viewers.start(viewer), viewers.end(viewer));
    }
  }

  /** Writes the rows that {@code trusted/streams} does not hold yet. */
  void writeInserted(ColumnsWriter writer) {
    for (int row = shard.firstInserted(); row < shard.size(); row += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, shard.size() - row);
      writeSessions(writer, row, count);
      writer.endRows(count);
    }
  }

  /** Writes all rows, enriched, for {@code refined/streams}. */
  void writeEnriched(ColumnsWriter writer) {
    for (int row = 0; row < shard.size(); row += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, shard.size() - row);
      writeSessions(writer, row, count);
      writeFacts(writer, row, count);
      writer.endRows(count);
    }
  }

  /**
   * Writes all rows to both tables, where {@code trusted/streams} holds none of them yet.
   *
   * @param refined a file beside that of {@code trusted/streams}
   */
  void writeBoth(ColumnsWriter trusted, ColumnsWriter refined) {
    for (int row = 0; row < shard.size(); row += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, shard.size() - row);
      writeSessions(trusted, row, count);
      writeFacts(refined, row, count);
      refined.endRows(count);
      trusted.endRows(count);
    }
  }

  private void writeSessions(ColumnsWriter writer, int from, int count) {
    SessionRows rows = shard.rows();
    int[] movieKeys = new int[count];
    for (int i = 0; i < count; i++) {
      movieKeys[i] = shard.titleKey(from + i);
    }
    writer.texts(MOVIE_TITLE, shard.titles(), rows.titles(), from, count);
    writer.texts(MOVIE_KEY, shard.titleKeys(), movieKeys, 0, count);
    writer.texts(USER_EMAIL, shard.emails(), rows.emails(), from, count);
    writer.doubles(SIZE_MB, rows.sizesMb(), null, from, count);
    writer.longs(START_AT, rows.startsAt(), null, from, count);
    writer.longs(END_AT, rows.endsAt(), null, from, count);
  }

  private void writeFacts(ColumnsWriter writer, int from, int count) {
    long[] startsAt = shard.rows().startsAt();
    long[] endsAt = shard.rows().endsAt();
    double[] watchSeconds = new double[count];
    int[] durations = new int[count];
    boolean[] hasDuration = new boolean[count];
    double[] watchedShare = new double[count];
    boolean[] basedOnBook = new boolean[count];
    boolean[] movieKnown = new boolean[count];
    boolean[] viewerKnown = new boolean[count];
    for (int i = 0; i < count; i++) {
      int row = from + i;
      MovieFacts movie = movies[shard.titleKey(row)];
      double seconds = (endsAt[row] - startsAt[row]) / MICROS_A_SECOND;
      watchSeconds[i] = seconds;
      if (movie.durationMins() != null) {
        hasDuration[i] = true;
        durations[i] = movie.durationMins();
        watchedShare[i] = seconds / (durations[i] * 60.0);
      }
      basedOnBook[i] = movie.basedOnBook();
      movieKnown[i] = movie.known();
      viewerKnown[i] = userKnown[shard.viewer(row)];
    }
    writer.doubles(WATCH_SECONDS, watchSeconds, null, 0, count);
    writer.ints(DURATION_MINS, durations, hasDuration, 0, count);
    writer.doubles(WATCHED_SHARE, watchedShare, hasDuration, 0, count);
    writer.booleans(BASED_ON_BOOK, basedOnBook, null, 0, count);
    writer.booleans(MOVIE_KNOWN, movieKnown, null, 0, count);
    writer.booleans(USER_KNOWN, viewerKnown, null, 0, count);
  }

  /** The shard's part of {@code refined/daily_movies}. */
  List<DailyMovie> daily(int day) {
    SessionRows rows = shard.rows();
    DailyMovie[] byMovie = new DailyMovie[movies.length];
    int[] movie = new int[shard.size()];
    int[] viewer = new int[shard.size()];
    boolean[] titleSeen = new boolean[shard.titles().size()];
    for (int row = 0; row < shard.size(); row++) {
      int key = shard.titleKey(row);
      movie[row] = key;
      viewer[row] = shard.viewer(row);
      if (byMovie[key] == null) {
        byMovie[key] = new DailyMovie(day, shard.titleKeyText(key), movies[key].title());
      }
      int title = rows.title(row);
      if (!movies[key].known() && !titleSeen[title]) {
        titleSeen[title] = true;
        byMovie[key].offerTitle(shard.titles().text(title));
      }
      byMovie[key].addSession(rows.sizesMb()[row], rows.endsAt()[row] - rows.startsAt()[row]);
    }
    int[] viewers = DistinctViewers.count(movie, movies.length, viewer, userKnown.length);
    List<DailyMovie> daily = new ArrayList<>();
    for (int key = 0; key < movies.length; key++) {
      if (byMovie[key] != null) {
        byMovie[key].addViewers(viewers[key]);
        daily.add(byMovie[key]);
      }
    }
    return daily;
  }
}
