package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.table.Table;
import java.util.Objects;

/**
 * The values of one row of a trusted table, but for its history.
 *
 * <p>A value is a {@code String}, {@code Integer} (also a date, in days since the epoch), {@code
 * Long} (also an instant, in microseconds since the epoch), {@code Double}, {@code Boolean} or
 * {@code List<String>}, as its column's type says; or null.
 */
public final class DumpRow {
  private final Table table;
  private final Object[] values;

  /** A row in which nothing is set yet. */
  public DumpRow(Table table) {
    this.table = table;
    this.values = new Object[table.schema().getFieldCount()];
  }

  /** Sets a value; a required one must not be null. */
  public DumpRow set(String column, Object value) {
    int position = table.column(column);
    if (!table.schema().getField(position).getType().getNullable()) {
      Objects.requireNonNull(value, column);
    }
    values[position] = value;
    return this;
  }

  /** The value in a column. */
  public Object get(String column) {
    return values[table.column(column)];
  }

  /** The value in the column at a position. */
  public Object get(int position) {
    return values[position];
  }
}
