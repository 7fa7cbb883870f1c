package dev.bookreel.transforms.match;

import dev.bookreel.transforms.table.RowWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The rows of a dump that belong to one shard, the last of each key by file and record number.
 *
 * <p>All rows of a key are in one shard, whoever parsed them: this is the place where a dump is
 * matched with the versions of its table. Until the tables keep history, every row that stands is a
 * first version.
 *
 * <p>Rows stay packed; the index takes some 30 bytes a row.
 */
final class DumpShard {
  private static final int EMPTY = -1;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final List<byte[]> chunks = new ArrayList<>();
  private final RecordFates fates = new RecordFates();
  private final Chunk row = new Chunk();
  private final Chunk other = new Chunk();
  private final CRC32C crc = new CRC32C();
  private long[] rows = new long[64];
  private int[] hashes = new int[64];
  private int[] slots = newSlots(128);
  private int size;

  /** Adds the rows of a chunk. */
  void add(byte[] chunk) {
    chunks.add(chunk);
    row.open(chunk);
    while (row.next()) {
      addRow();
    }
  }

  /** How many rows stand. */
  int size() {
    return size;
  }

  /** Writes the rows that stand as first versions. */
  void write(RowPacker packer, RowWriter writer, int validFromColumn, int validFrom) {
    for (int number = 0; number < size; number++) {
      moveTo(row, number);
      packer.unpack(row.values(), writer);
      writer.setInt(validFromColumn, validFrom);
      writer.endRow();
    }
  }

  /** What became of the rows. */
  RecordFates fates() {
    RecordFates all = new RecordFates();
    all.add(fates);
    for (int number = 0; number < size; number++) {
      moveTo(row, number);
      all.won(row.width());
    }
    return all;
  }

  private void addRow() {
    crc.reset();
    crc.update(row.buffer(), row.keyStart(), row.keyEnd() - row.keyStart());
    int hash = (int) crc.getValue();
    int slot = slot(hash);
    while (slots[slot] != EMPTY) {
      if (hashes[slots[slot]] == hash && hasKeyOf(slots[slot])) {
        settle(slots[slot]);
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    append(hash, slot);
  }

  /** The current row has the key of a row that stands: one of the two goes. */
  private void settle(int number) {
    if (row.isAfter(other)) {
      fates.lost(other.recordId());
      rows[number] = place();
    } else {
      fates.lost(row.recordId());
    }
  }

  private boolean hasKeyOf(int number) {
    moveTo(other, number);
    return Arrays.equals(
        row.buffer(),
        row.keyStart(),
        row.keyEnd(),
        other.buffer(),
        other.keyStart(),
        other.keyEnd());
  }

  private void append(int hash, int slot) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    rows[size] = place();
    hashes[size] = hash;
    slots[slot] = size;
    size++;
    if (size * 2 > slots.length) {
      rehash();
    }
  }

  private void rehash() {
    slots = newSlots(slots.length * 2);
    for (int number = 0; number < size; number++) {
      int slot = slot(hashes[number]);
      while (slots[slot] != EMPTY) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number;
    }
  }

  /** Where to look first. All rows of a shard agree in the hash's remainder, so it is spread. */
  private int slot(int hash) {
    return (int) ((hash * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(slots.length)));
  }

  private long place() {
    return ((chunks.size() - 1L) << Integer.SIZE) | row.start();
  }

  private void moveTo(Chunk cursor, int number) {
    long place = rows[number];
    cursor.readAt(chunks.get((int) (place >>> Integer.SIZE)), (int) place);
  }

  private static int[] newSlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}
