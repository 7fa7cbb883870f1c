package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.table.RowWriter;
import java.nio.charset.StandardCharsets;
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
  private final byte[][] movieKeys;
  private final boolean[] userKnown;

  EnrichedShard(StreamShard shard, Catalogue catalogue) {
    this.shard = shard;
    this.movies = new MovieFacts[shard.titleKeyCount()];
    this.movieKeys = new byte[movies.length][];
    for (int key = 0; key < movies.length; key++) {
      movies[key] = catalogue.movie(shard.titleKeyText(key));
      movieKeys[key] = shard.titleKeyText(key).getBytes(StandardCharsets.UTF_8);
    }
    this.userKnown = new boolean[shard.viewers().size()];
    for (int viewer = 0; viewer < userKnown.length; viewer++) {
      userKnown[viewer] = catalogue.knowsUser(shard.viewers().text(viewer));
    }
  }

  /** Writes the rows that {@code trusted/streams} does not hold yet. */
  void writeInserted(RowWriter writer) {
    for (int row = shard.firstInserted(); row < shard.size(); row++) {
      writeSession(writer, row);
      writer.endRow();
    }
  }

  /** Writes all rows, enriched, for {@code refined/streams}. */
  void writeEnriched(RowWriter writer) {
    for (int row = 0; row < shard.size(); row++) {
      writeSession(writer, row);
      writeFacts(writer, row);
      writer.endRow();
    }
  }

  /**
   * Writes all rows to both tables, where {@code trusted/streams} holds none of them yet.
   *
   * @param refined a file beside that of {@code trusted/streams}
   */
  void writeBoth(RowWriter trusted, RowWriter refined) {
    for (int row = 0; row < shard.size(); row++) {
      writeSession(trusted, row);
      writeFacts(refined, row);
      refined.endRow();
      trusted.endRow();
    }
  }

  private void writeFacts(RowWriter writer, int row) {
    MovieFacts movie = movies[shard.titleKey(row)];
    double seconds = (shard.endAt(row) - shard.startAt(row)) / MICROS_A_SECOND;
    writer.setDouble(WATCH_SECONDS, seconds);
    if (movie.durationMins() != null) {
      writer.setInt(DURATION_MINS, movie.durationMins());
      writer.setDouble(WATCHED_SHARE, seconds / (movie.durationMins() * 60.0));
    }
    writer.setBoolean(BASED_ON_BOOK, movie.basedOnBook());
    writer.setBoolean(MOVIE_KNOWN, movie.known());
    writer.setBoolean(USER_KNOWN, userKnown[shard.viewer(row)]);
  }

  /** The shard's part of {@code refined/daily_movies}. */
  List<DailyMovie> daily(int day) {
    DailyMovie[] byMovie = new DailyMovie[movies.length];
    DistinctPairs pairs = new DistinctPairs(shard.size());
    boolean[] titleSeen = new boolean[shard.titles().size()];
    for (int row = 0; row < shard.size(); row++) {
      int key = shard.titleKey(row);
      if (byMovie[key] == null) {
        byMovie[key] = new DailyMovie(day, shard.titleKeyText(key), movies[key].title());
      }
      int title = shard.title(row);
      if (!movies[key].known() && !titleSeen[title]) {
        titleSeen[title] = true;
        byMovie[key].offerTitle(shard.titles().text(title));
      }
      byMovie[key].addSession(shard.sizeMb(row), shard.endAt(row) - shard.startAt(row));
      if (pairs.add(key, shard.viewer(row))) {
        byMovie[key].addViewer();
      }
    }
    List<DailyMovie> daily = new ArrayList<>();
    for (DailyMovie movie : byMovie) {
      if (movie != null) {
        daily.add(movie);
      }
    }
    return daily;
  }

  private void writeSession(RowWriter writer, int row) {
    BytesDictionary titles = shard.titles();
    int title = shard.title(row);
    int titleStart = titles.start(title);
    writer.setString(MOVIE_TITLE, titles.pool(), titleStart, titles.end(title) - titleStart);
    byte[] key = movieKeys[shard.titleKey(row)];
    writer.setString(MOVIE_KEY, key, 0, key.length);
    BytesDictionary emails = shard.emails();
    int email = shard.email(row);
    int emailStart = emails.start(email);
    writer.setString(USER_EMAIL, emails.pool(), emailStart, emails.end(email) - emailStart);
    writer.setDouble(SIZE_MB, shard.sizeMb(row));
    writer.setLong(START_AT, shard.startAt(row));
    writer.setLong(END_AT, shard.endAt(row));
  }
}
