package dev.bookreel.transforms.match;

import dev.bookreel.transforms.packed.KeyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where a dump and its table meet: all fingerprints of the keys of one shard, of the dump's rows
 * and of the table's versions.
 *
 * <p>Of the dump's rows with one key the last by file and record number stands. Entries stay
 * packed; the index takes some 60 bytes a key.
 */
final class MatchShard {
  /** Takes what the match decides. */
  interface Decisions {
    /** The dump's row becomes a version. */
    void write(int range, long row);

    /** A row of the table's file changes. */
    void edit(int file, long position, VersionEdit edit);
  }

  private static final long NONE = -1;

  private final int date;
  private final List<byte[]> chunks = new ArrayList<>();
  private final KeyTable keys = new KeyTable();
  private final RecordFates fates = new RecordFates();
  private final MatchChunk entry = new MatchChunk();
  private final MatchChunk other = new MatchChunk();

  /** For each key: where its standing row, latest version and opened version are, or NONE. */
  private long[] rows = newPlaces(64);

  private long[] latest = newPlaces(64);
  private long[] opened = newPlaces(64);

  /**
   * Starts without entries.
   *
   * @param date the dump's
   */
  MatchShard(int date) {
    this.date = date;
  }

  /** Adds the entries of a chunk. */
  void add(byte[] chunk) {
    chunks.add(chunk);
    entry.open(chunk);
    while (entry.next()) {
      int key = keys.number(entry.keyHigh(), entry.keyLow());
      grow(key);
      if (entry.isVersion()) {
        addVersion(key);
      } else {
        addRow(key);
      }
    }
  }

  /** Matches all keys; call it once, after all chunks are added. */
  MatchCounts match(Decisions decisions) {
    MatchCounts counts = new MatchCounts();
    for (int key = 0; key < keys.size(); key++) {
      Version before = version(latest[key]);
      KeyMatch match = KeyMatch.of(date, before, version(opened[key]), presence(rows[key]));
      counts.add(match.fate(), before != null && before.before(date).isLive());
      if (match.writesRow()) {
        moveTo(rows[key]);
        decisions.write(entry.source(), entry.place());
      }
      if (match.edits(before)) {
        edit(decisions, latest[key], VersionEdit.to(match.latest()));
      }
      if (match.dropsOpened()) {
        edit(decisions, opened[key], VersionEdit.DROP);
      }
    }
    return counts;
  }

  /** What became of the dump's rows. */
  RecordFates fates() {
    RecordFates all = new RecordFates();
    all.add(fates);
    for (int key = 0; key < keys.size(); key++) {
      if (rows[key] != NONE) {
        moveTo(rows[key]);
        if (!entry.isRejected()) {
          all.won(entry.width());
        }
      }
    }
    return all;
  }

  private void addVersion(int key) {
    Version version = entry.version();
    long[] places = Objects.equals(version.validFrom(), date) ? opened : latest;
    if (places[key] != NONE) {
      throw new IllegalStateException(
          "The table has two latest versions of one key: rebuild it from the raw zone.");
    }
    places[key] = place();
  }

  private void addRow(int key) {
    if (rows[key] == NONE) {
      rows[key] = place();
      return;
    }
    if (entry.isRejected()) {
      return;
    }
    other.readAt(chunk(rows[key]), (int) rows[key]);
    if (other.isRejected()) {
      rows[key] = place();
    } else if (entry.isAfter(other)) {
      fates.lost(other.recordId());
      rows[key] = place();
    } else {
      fates.lost(entry.recordId());
    }
  }

  private void edit(Decisions decisions, long place, VersionEdit edit) {
    moveTo(place);
    decisions.edit(entry.source(), entry.place(), edit);
  }

  private Version version(long place) {
    if (place == NONE) {
      return null;
    }
    moveTo(place);
    return entry.version();
  }

  private Presence presence(long place) {
    if (place == NONE) {
      return Presence.MISSING;
    }
    moveTo(place);
    return entry.presence();
  }

  private long place() {
    return ((chunks.size() - 1L) << Integer.SIZE) | entry.start();
  }

  private void moveTo(long place) {
    entry.readAt(chunk(place), (int) place);
  }

  private byte[] chunk(long place) {
    return chunks.get((int) (place >>> Integer.SIZE));
  }

  private void grow(int key) {
    if (key >= rows.length) {
      rows = grown(rows);
      latest = grown(latest);
      opened = grown(opened);
    }
  }

  private static long[] grown(long[] places) {
    long[] more = Arrays.copyOf(places, places.length * 2);
    Arrays.fill(more, places.length, more.length, NONE);
    return more;
  }

  private static long[] newPlaces(int length) {
    long[] places = new long[length];
    Arrays.fill(places, NONE);
    return places;
  }
}
