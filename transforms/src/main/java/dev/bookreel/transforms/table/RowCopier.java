package dev.bookreel.transforms.table;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;

/** Copies rows of a table from one data file to another, column by column. */
public final class RowCopier {
  private final List<String> names;

  /** For each column that is read: its position in the table, and what it holds. */
  private final int[] columns;

  private final ValueKind[] kinds;

  /** Copies all columns that files hold; partition columns are no part of a file. */
  public RowCopier(Table table) {
    Schema schema = table.schema();
    columns =
        IntStream.range(0, schema.getFieldCount())
            .filter(column -> !table.partitionColumns().contains(schema.nameOf(column)))
            .toArray();
    names = IntStream.of(columns).mapToObj(schema::nameOf).toList();
    kinds =
        IntStream.of(columns)
            .mapToObj(column -> ValueKind.of(schema.getField(column)))
            .toArray(ValueKind[]::new);
  }

  /** The columns to open a file with. */
  public List<String> columns() {
    return names;
  }

  /** Copies the values of the current row; its end is the caller's. */
  public void copy(RowReader from, RowWriter to) {
    for (int i = 0; i < columns.length; i++) {
      copy(from, to, i);
    }
  }

  /** Copies one value of the current row, by its place among {@link #columns}. */
  public void copy(RowReader from, RowWriter to, int place) {
    if (from.isNull(place)) {
      return;
    }
    int column = columns[place];
    switch (kinds[place]) {
      case TEXT -> {
        byte[] utf8 = from.getBytes(place);
        to.setString(column, utf8, 0, utf8.length);
      }
      case INT -> to.setInt(column, from.getInt(place));
      case LONG -> to.setLong(column, from.getLong(place));
      case DOUBLE -> to.setDouble(column, from.getDouble(place));
      case BOOLEAN -> to.setBoolean(column, from.getBoolean(place));
      case TEXTS -> to.setStrings(column, from.getStrings(place));
    }
  }
}
