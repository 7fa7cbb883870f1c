package dev.bookreel.delta;

import dev.bookreel.delta.storage.NewFile;
import dev.bookreel.delta.storage.StoragePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;

/**
 * Writes one Parquet file of a table under its final name; a commit makes it visible.
 *
 * <p>Columns are set by their position in the table's schema; one that is not set before {@link
 * #endRow} is null. Time stamps are microseconds since the epoch in UTC, dates days since the
 * epoch.
 */
public final class DataFileWriter {
  private final String tablePath;
  private final String name;
  private final Schema schema;
  private final Map<String, String> partition;
  private final RowValues row;
  private final NewFile file;
  private final ParquetFiles.Target target;
  private final ColumnFile columns;
  private long rows;
  private boolean finished;

  private DataFileWriter(
      String tablePath, Schema schema, Map<String, String> partition, Set<String> withoutDictionary)
      throws IOException {
    this.tablePath = tablePath;
    this.schema = schema;
    this.partition = partition;
    this.name = PartitionPath.of(partition) + "part-" + UUID.randomUUID() + ".zstd.parquet";
    this.row = new RowValues(schema, partition.keySet());
    ParquetProperties.Builder properties =
        ParquetProperties.builder().withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0);
    for (Schema.Field field : schema.getFields()) {
      ColumnType type = ColumnType.of(field);
      if (type == ColumnType.DOUBLE
          || type == ColumnType.TIMESTAMP
          || withoutDictionary.contains(field.getName())) {
        // A dictionary of values that do not repeat is built only to be thrown away.
        properties.withDictionaryEncoding(field.getName(), false);
      }
    }
    this.file = StoragePath.of(tablePath + "/" + name).create();
    this.target = new ParquetFiles.Target(file);
    this.columns =
        new ColumnFile(
            target, ColumnType.toParquet(schema, partition.keySet()), properties.build());
  }

  /**
   * Starts a file.
   *
   * @param partition the value of each partition column as text, in the table's order
   * @param withoutDictionary columns whose values hardly repeat
   */
  public static DataFileWriter create(
      String tablePath,
      Schema schema,
      Map<String, String> partition,
      Set<String> withoutDictionary) {
    try {
      return new DataFileWriter(tablePath, schema, partition, withoutDictionary);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + tablePath, e);
    }
  }

  /** Sets a text to UTF-8 bytes, which the caller may reuse after {@link #endRow}. */
  public void setString(int column, byte[] utf8, int offset, int length) {
    row.setText(column, Binary.fromReusedByteArray(utf8, offset, length));
  }

  /** Sets a text. */
  public void setString(int column, String value) {
    row.setText(column, Binary.fromString(value));
  }

  /** Sets a long, or a time stamp. */
  public void setLong(int column, long value) {
    row.setNumber(column, value);
  }

  /** Sets an integer, or a date. */
  public void setInt(int column, int value) {
    row.setNumber(column, value);
  }

  /** Sets a double. */
  public void setDouble(int column, double value) {
    row.setDouble(column, value);
  }

  /** Sets a boolean. */
  public void setBoolean(int column, boolean value) {
    row.setNumber(column, value ? 1 : 0);
  }

  /** Sets a list of texts. */
  public void setStrings(int column, List<String> values) {
    row.setList(column, values);
  }

  /** Ends the row. */
  public void endRow() {
    try {
      row.writeTo(columns);
      columns.endRow();
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + tablePath + "/" + name, e);
    }
  }

  /** Closes the file and describes it. */
  public DataFile finish() {
    try {
      ParquetMetadata footer = columns.finish();
      file.close();
      finished = true;
      String stats = FileStatistics.of(footer, schema, rows);
      return new DataFile(
          PartitionPath.toUri(name),
          partition,
          target.size(),
          System.currentTimeMillis(),
          rows,
          stats);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot finish " + tablePath + "/" + name, e);
    }
  }

  /** Removes an unfinished file. */
  public void abandon() {
    if (finished) {
      return;
    }
    finished = true;
    file.abandon();
    columns.abandon();
  }
}
