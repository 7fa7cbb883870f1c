package dev.bookreel.delta;

import dev.bookreel.delta.storage.NewFile;
import dev.bookreel.delta.storage.StoragePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

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
      String tablePath,
      Schema schema,
      Map<String, String> partition,
      Set<String> withoutDictionary,
      Optional<DataFileWriter> first)
      throws IOException {
    this.tablePath = tablePath;
    this.schema = schema;
    this.partition = partition;
    this.name = PartitionPath.of(partition) + "part-" + UUID.randomUUID() + ".zstd.parquet";
    this.row =
        new RowValues(schema, partition.keySet(), first.map(it -> it.columns.width()).orElse(0));
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
    MessageType type = ColumnType.toParquet(schema, partition.keySet());
    this.columns =
        first.isPresent()
            ? first.get().columns.besideThis(target, type, properties.build())
            : new ColumnFile(target, type, properties.build());
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
    return create(tablePath, schema, partition, withoutDictionary, Optional.empty());
  }

  /**
   * Starts a file of the same rows as another one that has no row yet, whose columns it begins
   * with: these are set there only. Each row ends here before it does there, and the other file is
   * finished first.
   *
   * @param partition the value of each partition column as text, in the table's order
   * @param withoutDictionary columns whose values hardly repeat
   * @throws IllegalArgumentException when the columns are others
   */
  public static DataFileWriter createBeside(
      DataFileWriter first,
      String tablePath,
      Schema schema,
      Map<String, String> partition,
      Set<String> withoutDictionary) {
    return create(tablePath, schema, partition, withoutDictionary, Optional.of(first));
  }

  private static DataFileWriter create(
      String tablePath,
      Schema schema,
      Map<String, String> partition,
      Set<String> withoutDictionary,
      Optional<DataFileWriter> first) {
    try {
      return new DataFileWriter(tablePath, schema, partition, withoutDictionary, first);
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
