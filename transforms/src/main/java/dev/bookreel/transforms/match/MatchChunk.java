package dev.bookreel.transforms.match;

import dev.bookreel.transforms.packed.Packer;
import dev.bookreel.transforms.packed.Unpacker;

/**
 * Fingerprints on their way to the shard where a dump and its table meet: of rows of one range of
 * the dump, or of versions in one file of the table.
 *
 * <p>This class walks over them; {@link Encoder} makes them.
 */
final class MatchChunk {
  private final Unpacker in = new Unpacker();
  private boolean versions;
  private int source;
  private int start;
  private long keyHigh;
  private long keyLow;
  private long valueHigh;
  private long valueLow;
  private long place;
  private long record;
  private int width;
  private Integer validFrom;
  private Integer validTo;
  private Integer deletedOn;

  /** Moves before the first entry of a chunk. */
  void open(byte[] chunk) {
    in.moveTo(chunk, 0);
    long head = in.unsigned();
    versions = (head & 1) == 1;
    source = (int) (head >>> 1);
  }

  /** Moves on to the next entry; false at the end. */
  boolean next() {
    if (!in.hasMore()) {
      return false;
    }
    start = in.position();
    keyHigh = in.fixed();
    keyLow = in.fixed();
    place = in.unsigned();
    if (versions) {
      validFrom = date();
      validTo = date();
      deletedOn = date();
      readValue();
    } else {
      record = in.unsigned();
      width = (int) in.unsigned();
      if (width > 0) {
        readValue();
      }
    }
    return true;
  }

  /** Moves to the entry that begins there. */
  void readAt(byte[] chunk, int offset) {
    open(chunk);
    in.moveTo(chunk, offset);
    next();
  }

  /** Where the entry begins, for {@link #readAt}. */
  int start() {
    return start;
  }

  /** Whether this is a version that the table has, not a row that the dump brings. */
  boolean isVersion() {
    return versions;
  }

  /** Whether the dump has the key, but in a record that was rejected. */
  boolean isRejected() {
    return !versions && width == 0;
  }

  /** The number of the range, or of the table's file. */
  int source() {
    return source;
  }

  /** The number of the row in its range, or its position in the table's file, from 0. */
  long place() {
    return place;
  }

  long keyHigh() {
    return keyHigh;
  }

  long keyLow() {
    return keyLow;
  }

  boolean hasValue(long high, long low) {
    return valueHigh == high && valueLow == low;
  }

  /** The entry as a version. */
  Version version() {
    return new Version(validFrom, validTo, deletedOn, valueHigh, valueLow);
  }

  /** The entry as what a dump says of a key. */
  Presence presence() {
    return isRejected() ? Presence.REJECTED : Presence.of(valueHigh, valueLow);
  }

  /** The record that the row comes from, and how many rows that record has. */
  RecordId recordId() {
    return new RecordId(source, record, width);
  }

  int width() {
    return width;
  }

  /** Whether the row comes after the other's; ranges are numbered in the order of the files. */
  boolean isAfter(MatchChunk other) {
    return source == other.source ? place > other.place : source > other.source;
  }

  private void readValue() {
    valueHigh = in.fixed();
    valueLow = in.fixed();
  }

  private Integer date() {
    long shifted = in.unsigned();
    return shifted == 0 ? null : (int) (shifted - Encoder.DATE_SHIFT);
  }

  /** Collects entries for one shard. */
  static final class Encoder {
    /** Makes every date that a table can hold a number above 0. */
    private static final long DATE_SHIFT = 1L << 31;

    /** Large enough that a chunk's own cost does not matter, small enough for one a shard. */
    private static final int FULL = 128 << 10;

    private final long head;
    private final Packer out = new Packer();

    private Encoder(long head) {
      this.head = head;
    }

    /** For rows of a range of the dump. */
    static Encoder ofRows(int range) {
      return new Encoder((long) range << 1);
    }

    /** For versions in a file of the table. */
    static Encoder ofVersions(int file) {
      return new Encoder(((long) file << 1) | 1);
    }

    void addRow(RowFingerprints row, long place, long record, int width) {
      begin(row, place);
      out.putUnsigned(record);
      out.putUnsigned(width);
      putValue(row);
    }

    void addRejected(RowFingerprints row) {
      begin(row, 0);
      out.putUnsigned(0);
      out.putUnsigned(0);
    }

    void addVersion(
        RowFingerprints row, long place, Integer validFrom, Integer validTo, Integer deletedOn) {
      begin(row, place);
      putDate(validFrom);
      putDate(validTo);
      putDate(deletedOn);
      putValue(row);
    }

    boolean isFull() {
      return out.size() >= FULL;
    }

    boolean isEmpty() {
      return out.size() == 0;
    }

    /** The chunk; the next one begins. */
    byte[] take() {
      return out.take();
    }

    private void begin(RowFingerprints row, long place) {
      if (isEmpty()) {
        out.putUnsigned(head);
      }
      out.putFixed(row.keyHigh());
      out.putFixed(row.keyLow());
      out.putUnsigned(place);
    }

    private void putValue(RowFingerprints row) {
      out.putFixed(row.valueHigh());
      out.putFixed(row.valueLow());
    }

    private void putDate(Integer date) {
      out.putUnsigned(date == null ? 0 : date + DATE_SHIFT);
    }
  }
}
