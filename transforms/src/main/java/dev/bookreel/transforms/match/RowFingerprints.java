package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.Table;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.TypeName;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/**
 * Fingerprints of a row: of its key, and of all its values but history.
 *
 * <p>A fingerprint is the first 128 bits of SHA-256 (FIPS 180-4) over the values, each with its
 * kind and length: two rows that differ have different ones, also when somebody tries.
 */
final class RowFingerprints {
  private static final String DATE = SqlTypes.DATE.getIdentifier();
  private final int[] columns;
  private final List<String> names;
  private final TypeName[] types;
  private final int keyColumns;
  private final Packer packer = new Packer();
  private final MessageDigest sha256;
  private final byte[] digest = new byte[32];
  private final ByteBuffer words = ByteBuffer.wrap(digest);
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
    types =
        IntStream.of(columns)
            .mapToObj(column -> kind(schema.getField(column).getType()))
            .toArray(TypeName[]::new);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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
    switch (types[column]) {
      case STRING -> packer.putText(row.getBytes(column));
      case INT32 -> packer.putValue(row.getInt(column));
      case INT64 -> packer.putValue(row.getLong(column));
      case DOUBLE -> packer.putValue(row.getDouble(column));
      case BOOLEAN -> packer.putValue(row.getBoolean(column));
      default -> packer.putValue(row.getStrings(column));
    }
  }

  private void takeKey() {
    hash();
    keyHigh = words.getLong(0);
    keyLow = words.getLong(Long.BYTES);
  }

  private void takeValue() {
    hash();
    valueHigh = words.getLong(0);
    valueLow = words.getLong(Long.BYTES);
  }

  private void hash() {
    try {
      sha256.update(packer.buffer(), 0, packer.size());
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
  }

  /** Dates are whole numbers, instants long ones. */
  private static TypeName kind(Schema.FieldType type) {
    if (!type.getTypeName().isLogicalType()) {
      return type.getTypeName();
    }
    return type.getLogicalType().getIdentifier().equals(DATE) ? TypeName.INT32 : TypeName.INT64;
  }
}
