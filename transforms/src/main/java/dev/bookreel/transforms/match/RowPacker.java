package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Packs the rows of a dump, key columns first: the key of a packed row is its first bytes.
 *
 * <p>History columns are left out: they are known when the row is written.
 */
final class RowPacker {
  private final int[] columns;
  private final int keyColumns;
  private final int togetherColumns;
  private final Packer row = new Packer();
  private int keyLength;
  private int togetherLength;

  RowPacker(Dump dump) {
    Table table = dump.table();
    int[] key = dump.keyColumns().stream().mapToInt(table::column).toArray();
    IntStream others =
        IntStream.range(0, table.column("valid_from"))
            .filter(column -> IntStream.of(key).noneMatch(keyColumn -> keyColumn == column));
    columns = IntStream.concat(IntStream.of(key), others).toArray();
    keyColumns = key.length;
    togetherColumns = dump.togetherColumns().size();
  }

  /** Packs a row; {@link #row} and the others tell of it until the next one. */
  void pack(DumpRow values) {
    row.clear();
    for (int i = 0; i < columns.length; i++) {
      row.putValue(values.get(columns[i]));
      if (i + 1 == togetherColumns) {
        togetherLength = row.size();
      }
      if (i + 1 == keyColumns) {
        keyLength = row.size();
      }
    }
  }

  /** The packed row. */
  Packer row() {
    return row;
  }

  /** How many of the row's first bytes are its key. */
  int keyLength() {
    return keyLength;
  }

  /** The shard that the row belongs to, out of so many. */
  int shard(int shards) {
    CRC32C hash = new CRC32C();
    hash.update(row.buffer(), 0, togetherLength);
    return (int) (hash.getValue() % shards);
  }

  /** Sets the columns of a packed row; history and the row's end are the caller's. */
  void unpack(Unpacker packed, RowWriter writer) {
    for (int column : columns) {
      packed.copyValue(writer, column);
    }
  }
}
