package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import java.util.List;

/** Writes parsed rows as versions that are valid from a date. */
final class DumpRowWriter {
  private final RowWriter writer;
  private final int columns;
  private final int validFromColumn;
  private final int validFrom;

  DumpRowWriter(Table table, RowWriter writer, int validFrom) {
    this.writer = writer;
    this.columns = table.schema().getFieldCount();
    this.validFromColumn = table.column("valid_from");
    this.validFrom = validFrom;
  }

  void write(DumpRow row) {
    for (int column = 0; column < columns; column++) {
      set(column, row.get(column));
    }
    writer.setInt(validFromColumn, validFrom);
    writer.endRow();
  }

  private void set(int column, Object value) {
    if (value instanceof String text) {
      writer.setString(column, text);
    } else if (value instanceof Integer number) {
      writer.setInt(column, number);
    } else if (value instanceof Long number) {
      writer.setLong(column, number);
    } else if (value instanceof Double number) {
      writer.setDouble(column, number);
    } else if (value instanceof Boolean truth) {
      writer.setBoolean(column, truth);
    } else if (value instanceof List<?> texts) {
      writer.setStrings(column, texts.stream().map(String.class::cast).toList());
    }
  }
}
