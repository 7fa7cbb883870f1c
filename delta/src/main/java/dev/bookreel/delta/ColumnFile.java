package dev.bookreel.delta;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file that is written row by row, each value to its column's encoder at once.
 *
 * <p>Parquet's own writer takes records, and spends as long on following their structure as on
 * encoding their values.
 */
final class ColumnFile {
  private static final int ROWS_BETWEEN_CHECKS = 1_000;
  private final RowGroups groups;
  private final ParquetProperties properties;
  private final ColumnWriter[] columns;
  private ColumnWriteStore values;
  private long rows;

  ColumnFile(OutputFile target, MessageType type, ParquetProperties properties) throws IOException {
    this.properties = properties;
    this.groups = new RowGroups(target, type, properties);
    this.columns = new ColumnWriter[type.getColumns().size()];
    beginRowGroup();
  }

  /** Takes the values of a column, a row after the other; another one after each row. */
  ColumnWriter column(int place) {
    return columns[place];
  }

  /** Each column has its value. */
  void endRow() throws IOException {
    values.endRecord();
    rows++;
    if (rows % ROWS_BETWEEN_CHECKS == 0 && values.getBufferedSize() > RowGroups.BYTES) {
      endRowGroup();
      beginRowGroup();
    }
  }

  /** Writes what is left, and the footer. */
  ParquetMetadata finish() throws IOException {
    endRowGroup();
    return groups.finish();
  }

  /** Gives back what the compressor took; the file is of no use. */
  void abandon() {
    values.close();
    groups.abandon();
  }

  private void beginRowGroup() {
    MessageType type = groups.type();
    values = properties.newColumnWriteStore(type, groups.pages(), groups.ownPages());
    int place = 0;
    for (ColumnDescriptor column : type.getColumns()) {
      columns[place++] = values.getColumnWriter(column);
    }
    rows = 0;
  }

  private void endRowGroup() throws IOException {
    if (rows > 0) {
      values.flush();
    }
    values.close();
    groups.end(rows);
  }
}
