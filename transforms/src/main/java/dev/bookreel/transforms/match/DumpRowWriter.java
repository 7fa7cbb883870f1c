package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.table.ColumnsWriter;
import dev.bookreel.transforms.table.Table;
import java.util.List;

/** Writes parsed rows as versions that are valid from a date: gathers some thousand, as columns. */
final class DumpRowWriter {
  /** What Parquet takes for a page. */
  private static final int ROWS_AT_ONCE = 20_000;

  private final ColumnsWriter writer;
  private final List<RowColumn> columns;
  private final int validFromColumn;
  private final int validFrom;
  private int rows;

  DumpRowWriter(Table table, ColumnsWriter writer, int validFrom) {
    this.writer = writer;
    this.columns =
        table.schema().getFields().stream()
            .map(field -> RowColumn.of(field, ROWS_AT_ONCE))
            .toList();
    this.validFromColumn = table.column("valid_from");
    this.validFrom = validFrom;
  }

  void write(DumpRow row) {
    boolean full = false;
    for (int column = 0; column < columns.size(); column++) {
      RowColumn values = columns.get(column);
      values.add(column == validFromColumn ? validFrom : row.get(column));
      full |= values.isFull();
    }
    rows++;
    if (full || rows == ROWS_AT_ONCE) {
      flush();
    }
  }

  /** Writes what is left; call it after the last row. */
  void flush() {
    if (rows == 0) {
      return;
    }
    for (int column = 0; column < columns.size(); column++) {
      columns.get(column).write(writer, column);
    }
    writer.endRows(rows);
    rows = 0;
  }
}
