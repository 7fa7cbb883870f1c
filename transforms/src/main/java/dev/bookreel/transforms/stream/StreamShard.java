package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.text.MatchKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sessions of one shard of one day, as columns: those the table holds already and those that a
 * delivery brings, each key once.
 *
 * <p>Within a delivery the last record of a key by (file, record number) wins, the others are
 * duplicates. A key that the table holds already is accepted: unchanged when its values are the
 * same, else a correction, which takes the place of the table's row.
 */
final class StreamShard {
  private static final int EMPTY = -1;
  private static final int PLACE_BITS = 40;

  private final BytesDictionary titles = new BytesDictionary();
  private final BytesDictionary emails = new BytesDictionary();
  private final BytesDictionary users;

  /** The number in {@link #emails} of a user's match key, or EMPTY; null before the first user. */
  private int[] emailOfUser;

  private final BytesDictionary viewerKeys = new BytesDictionary();
  private final Viewers viewers = new Viewers();

  private final SessionRows rows = new SessionRows();
  private int[] viewerOfEmail = new int[0];
  private int[] keyOfTitle = new int[0];
  private final BytesDictionary titleKeys = new BytesDictionary();

  private int insertedFrom;

  /** (file, position) of the rows of the table that corrections replace. */
  private long[] corrected = new long[0];

  private Tally tally = Tally.NONE;

  /**
   * Starts without rows.
   *
   * @param users the match keys of the users, by the numbers that chunks name them by
   */
  StreamShard(BytesDictionary users) {
    this.users = users;
  }

  /**
   * Takes in a row of the table: movie_title, user_email, size_mb, start_at, end_at. All of these
   * come before what was delivered.
   *
   * @param file the file's place among those of the table
   * @param position the row's position in the file, from 0
   */
  void addFromTable(RowReader row, int file, long position) {
    byte[] titleBytes = row.getBytes(0);
    byte[] emailBytes = row.getBytes(1);
    rows.add(
        titles.number(titleBytes, 0, titleBytes.length),
        emails.number(emailBytes, 0, emailBytes.length),
        row.getDouble(2),
        row.getLong(3),
        row.getLong(4),
        -1 - (((long) file << PLACE_BITS) | position));
  }

  /** Takes in a chunk of delivered rows. */
  void addDelivered(byte[] chunk) {
    StreamChunk.Decoder row = new StreamChunk.Decoder(chunk, titles);
    while (row.next()) {
      rows.add(
          row.title,
          row.user < 0
              ? emails.number(row.buffer(), row.emailStart, row.emailEnd)
              : emailOfUser(row.user),
          row.sizeMb,
          row.startAt,
          row.endAt,
          ((long) row.file() << PLACE_BITS) | row.record);
    }
  }

  /**
   * Finds which rows stay; call it once, after all have been added.
   *
   * @param takeIn what the table takes in of what was delivered; the rest is only counted
   */
  void resolve(TakeIn takeIn) {
    identify();
    SessionIndex index = index();
    int[] inTable = new int[rows.size()];
    long duplicates = 0;
    long delivered = 0;
    for (int row = 0; row < rows.size(); row++) {
      inTable[row] = EMPTY;
      if (rows.isDelivered(row)) {
        delivered++;
      }
      int other = index.put(row);
      if (other == SessionIndex.NONE || !rows.isDelivered(row)) {
        continue;
      }
      if (!rows.isDelivered(other)) {
        inTable[row] = other;
        index.replace(row);
      } else {
        duplicates++;
        inTable[row] = inTable[other];
        if (rows.order(row) > rows.order(other)) {
          index.replace(row);
        }
      }
    }
    keep(index, inTable, takeIn);
    long changed = corrected.length;
    long inserted = (long) rows.kept() - insertedFrom - changed;
    long accepted = delivered - duplicates;
    tally =
        new Tally(
            0, accepted, 0, duplicates, inserted, changed, 0, 0, accepted - inserted - changed);
  }

  /** Whether anything of what was delivered is new to the table. */
  boolean changes() {
    return insertedFrom < rows.kept() || corrected.length > 0;
  }

  /** What became of the delivered rows; read and quarantined are counted where they are parsed. */
  Tally tally() {
    return tally;
  }

  /** How many rows the table holds after this run. */
  int size() {
    return rows.kept();
  }

  /** For each file of the table, by its place: the positions of the rows that are corrected. */
  Map<Integer, List<Long>> corrected() {
    Map<Integer, List<Long>> positions = new TreeMap<>();
    for (long place : corrected) {
      positions
          .computeIfAbsent((int) (place >>> PLACE_BITS), unused -> new ArrayList<>())
          .add(place & ((1L << PLACE_BITS) - 1));
    }
    return positions;
  }

  /** The position, among the rows that stay, of the first one that the table does not hold yet. */
  int firstInserted() {
    return insertedFrom;
  }

  /** The rows; those that stay after {@link #resolve} are the first in each column. */
  SessionRows rows() {
    return rows;
  }

  int titleKey(int position) {
    return keyOfTitle[rows.title(position)];
  }

  int viewer(int position) {
    return viewerOfEmail[rows.email(position)];
  }

  /** The match key of a movie, by {@link #titleKey}. */
  String titleKeyText(int key) {
    return titleKeys.text(key);
  }

  BytesDictionary titleKeys() {
    return titleKeys;
  }

  BytesDictionary titles() {
    return titles;
  }

  BytesDictionary emails() {
    return emails;
  }

  BytesDictionary viewers() {
    return viewerKeys;
  }

  private int emailOfUser(int user) {
    if (emailOfUser == null) {
      emailOfUser = new int[users.size()];
      Arrays.fill(emailOfUser, EMPTY);
    }
    int number = emailOfUser[user];
    if (number == EMPTY) {
      number = emails.number(users.pool(), users.start(user), users.end(user));
      emailOfUser[user] = number;
    }
    return number;
  }

  /** Folds each distinct spelling once: rows match on keys, and there are far fewer of those. */
  private void identify() {
    viewerOfEmail = new int[emails.size()];
    for (int number = 0; number < emails.size(); number++) {
      viewers.fold(emails.pool(), emails.start(number), emails.end(number));
      viewerOfEmail[number] = viewerKeys.number(viewers.bytes(), 0, viewers.length());
    }
    keyOfTitle = new int[titles.size()];
    for (int number = 0; number < titles.size(); number++) {
      byte[] key = MatchKey.of(titles.text(number)).getBytes(StandardCharsets.UTF_8);
      keyOfTitle[number] = titleKeys.number(key, 0, key.length);
    }
  }

  private SessionIndex index() {
    int[] movies = new int[rows.size()];
    int[] viewersOfRows = new int[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      movies[row] = titleKey(row);
      viewersOfRows[row] = viewer(row);
    }
    return new SessionIndex(rows.size(), movies, viewersOfRows, rows.startsAt());
  }

  private void keep(SessionIndex index, int[] inTable, TakeIn takeIn) {
    boolean[] gone = new boolean[rows.size()];
    boolean[] fresh = new boolean[rows.size()];
    int correctedCount = 0;
    for (int row : index.slots()) {
      if (row == SessionIndex.NONE || !rows.isDelivered(row) || takeIn == TakeIn.NOTHING) {
        continue;
      }
      int before = inTable[row];
      if (before == EMPTY) {
        fresh[row] = true;
      } else if (takeIn == TakeIn.ALL && !rows.sameValues(row, before)) {
        fresh[row] = true;
        gone[before] = true;
        correctedCount++;
      }
    }
    corrected = new long[correctedCount];
    int next = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (gone[row]) {
        corrected[next++] = -1 - rows.order(row);
      } else if (!rows.isDelivered(row)) {
        rows.keep(row);
      }
    }
    insertedFrom = rows.kept();
    // In the order of arrival: neighbours in a delivery share titles and times, which compresses.
    for (int row = 0; row < rows.size(); row++) {
      if (fresh[row]) {
        rows.keep(row);
      }
    }
  }
}
