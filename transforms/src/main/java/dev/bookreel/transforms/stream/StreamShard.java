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

  private int rows;
  private int[] title = new int[1024];
  private int[] email = new int[1024];
  private double[] sizeMb = new double[1024];
  private long[] startAt = new long[1024];
  private long[] endAt = new long[1024];

  /** (file, record) of a delivered row; below zero for (file, position) of a row of the table. */
  private long[] order = new long[1024];

  private int[] viewerOfEmail = new int[0];
  private int[] keyOfTitle = new int[0];
  private final BytesDictionary titleKeys = new BytesDictionary();

  /** How many rows stay after {@link #resolve}; these are the first in each column. */
  private int keptCount;

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
    add(
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
      add(
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
    int[] inTable = new int[rows];
    long duplicates = 0;
    long delivered = 0;
    for (int row = 0; row < rows; row++) {
      inTable[row] = EMPTY;
      if (isDelivered(row)) {
        delivered++;
      }
      int other = index.put(row);
      if (other == SessionIndex.NONE || !isDelivered(row)) {
        continue;
      }
      if (!isDelivered(other)) {
        inTable[row] = other;
        index.replace(row);
      } else {
        duplicates++;
        inTable[row] = inTable[other];
        if (order[row] > order[other]) {
          index.replace(row);
        }
      }
    }
    keep(index, inTable, takeIn);
    long changed = corrected.length;
    long inserted = (long) keptCount - insertedFrom - changed;
    long accepted = delivered - duplicates;
    tally =
        new Tally(
            0, accepted, 0, duplicates, inserted, changed, 0, 0, accepted - inserted - changed);
  }

  /** Whether anything of what was delivered is new to the table. */
  boolean changes() {
    return insertedFrom < keptCount || corrected.length > 0;
  }

  /** What became of the delivered rows; read and quarantined are counted where they are parsed. */
  Tally tally() {
    return tally;
  }

  /** How many rows the table holds after this run. */
  int size() {
    return keptCount;
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

  /** The titles of the rows that stay, by their numbers in {@link #titles}. */
  int[] titleNumbers() {
    return title;
  }

  int titleKey(int position) {
    return keyOfTitle[title[position]];
  }

  /** The e-mail addresses of the rows that stay, by their numbers in {@link #emails}. */
  int[] emailNumbers() {
    return email;
  }

  int viewer(int position) {
    return viewerOfEmail[email[position]];
  }

  double[] sizesMb() {
    return sizeMb;
  }

  long[] startsAt() {
    return startAt;
  }

  long[] endsAt() {
    return endAt;
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

  private void add(int rowTitle, int rowEmail, double size, long start, long end, long rowOrder) {
    if (rows == title.length) {
      int length = rows + (rows >> 1);
      title = Arrays.copyOf(title, length);
      email = Arrays.copyOf(email, length);
      sizeMb = Arrays.copyOf(sizeMb, length);
      startAt = Arrays.copyOf(startAt, length);
      endAt = Arrays.copyOf(endAt, length);
      order = Arrays.copyOf(order, length);
    }
    title[rows] = rowTitle;
    email[rows] = rowEmail;
    sizeMb[rows] = size;
    startAt[rows] = start;
    endAt[rows] = end;
    order[rows] = rowOrder;
    rows++;
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
    int[] movies = new int[rows];
    int[] viewersOfRows = new int[rows];
    for (int row = 0; row < rows; row++) {
      movies[row] = titleKey(row);
      viewersOfRows[row] = viewer(row);
    }
    return new SessionIndex(rows, movies, viewersOfRows, startAt);
  }

  private void keep(SessionIndex index, int[] inTable, TakeIn takeIn) {
    boolean[] gone = new boolean[rows];
    boolean[] fresh = new boolean[rows];
    int correctedCount = 0;
    for (int row : index.slots()) {
      if (row == SessionIndex.NONE || !isDelivered(row) || takeIn == TakeIn.NOTHING) {
        continue;
      }
      int before = inTable[row];
      if (before == EMPTY) {
        fresh[row] = true;
      } else if (takeIn == TakeIn.ALL && !sameValues(row, before)) {
        fresh[row] = true;
        gone[before] = true;
        correctedCount++;
      }
    }
    corrected = new long[correctedCount];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      if (gone[row]) {
        corrected[next++] = -1 - order[row];
      } else if (!isDelivered(row)) {
        stay(row);
      }
    }
    insertedFrom = keptCount;
    // In the order of arrival: neighbours in a delivery share titles and times, which compresses.
    for (int row = 0; row < rows; row++) {
      if (fresh[row]) {
        stay(row);
      }
    }
  }

  /** Moves a row up to those that stay; called in their order. */
  private void stay(int row) {
    title[keptCount] = title[row];
    email[keptCount] = email[row];
    sizeMb[keptCount] = sizeMb[row];
    startAt[keptCount] = startAt[row];
    endAt[keptCount] = endAt[row];
    keptCount++;
  }

  private boolean isDelivered(int row) {
    return order[row] >= 0;
  }

  private boolean sameValues(int row, int other) {
    return title[row] == title[other]
        && email[row] == email[other]
        && endAt[row] == endAt[other]
        && Double.doubleToLongBits(sizeMb[row]) == Double.doubleToLongBits(sizeMb[other]);
  }
}
