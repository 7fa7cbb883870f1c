package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.packed.Fingerprint;
import dev.bookreel.transforms.packed.Packer;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.ValueKind;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;

/**
 * Fingerprints of a row: of its key, and of all its values but history.
 *
 * <p>They are taken of the values, each with its kind and length.
 */
final class RowFingerprints {
  private final int[] columns;
  private final List<String> names;
  private final ValueKind[] kinds;
  private final int keyColumns;
  private final Packer packer = new Packer();
  private final Fingerprint fingerprint = new Fingerprint();
  private long keyHigh;
  private long keyLow;
  private long valueHigh;
  private long valueLow;

  RowFingerprints(Dump dump) {
    Table table = dump.table();
    int[] key = dump.keyColumns().stream().mapToInt(table::column).toArray();
    IntStream others =
        IntStream.range(0, table.column("valid_from"))
            .filter(column -> IntStream.of(key).noneMatch(keyColumn -> keyColumn == column));
    columns = IntStream.concat(IntStream.of(key), others).toArray();
    keyColumns = key.length;
    Schema schema = table.schema();
    names = IntStream.of(columns).mapToObj(schema::nameOf).toList();
    kinds =
        IntStream.of(columns)
            .mapToObj(column -> ValueKind.of(schema.getField(column)))
            .toArray(ValueKind[]::new);
  }

  /** The columns that {@link #take(RowReader)} reads, in order. */
  List<String> columns() {
    return names;
  }

  /** Takes the fingerprints of a parsed row. */
  void take(DumpRow row) {
    takeKey(row);
    for (int i = keyColumns; i < columns.length; i++) {
      packer.putValue(row.get(columns[i]));
    }
    takeValue();
  }

  /** Takes the fingerprint of a row's key only. */
  void takeKey(DumpRow row) {
    packer.clear();
    for (int i = 0; i < keyColumns; i++) {
      packer.putValue(row.get(columns[i]));
    }
    takeKey();
  }

  /** Takes the fingerprints of a row of the table, read with {@link #columns} first. */
  void take(RowReader row) {
    packer.clear();
    for (int i = 0; i < columns.length; i++) {
      put(row, i);
      if (i + 1 == keyColumns) {
        takeKey();
      }
    }
    takeValue();
  }

  long keyHigh() {
    return keyHigh;
  }

  long keyLow() {
    return keyLow;
  }

  long valueHigh() {
    return valueHigh;
  }

  long valueLow() {
    return valueLow;
  }

  /** The shard that the row's key belongs to, out of so many. */
  int shard(int shards) {
    return (int) Long.remainderUnsigned(keyHigh, shards);
  }

  private void put(RowReader row, int column) {
    if (row.isNull(column)) {
      packer.putValue(null);
      return;
    }
    switch (kinds[column]) {
      case TEXT -> packer.putText(row.getBytes(column));
      case INT -> packer.putValue(row.getInt(column));
      case LONG -> packer.putValue(row.getLong(column));
      case DOUBLE -> packer.putValue(row.getDouble(column));
      case BOOLEAN -> packer.putValue(row.getBoolean(column));
      case TEXTS -> packer.putValue(row.getStrings(column));
    }
  }

  private void takeKey() {
    fingerprint.take(packer);
    keyHigh = fingerprint.high();
    keyLow = fingerprint.low();
  }

  private void takeValue() {
    fingerprint.take(packer);
    valueHigh = fingerprint.high();
    valueLow = fingerprint.low();
  }
}
