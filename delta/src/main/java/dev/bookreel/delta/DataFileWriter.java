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
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;

/**
 * Writes one Parquet file of a table under its final name; a commit makes it visible.
 *
 * <p>Columns are set by their position in the table's schema; one that is not set before {@link
 * #endRow} is null. Time stamps are microseconds since the epoch in UTC, dates days since the
 * epoch.
 */
public final class DataFileWriter {
  private static final String ZSTD_LEVEL = "1";
  private static final long ROW_GROUP_BYTES = 64L << 20;

  private final String tablePath;
  private final String name;
  private final Schema schema;
  private final Map<String, String> partition;
  private final RowSupport row;
  private final NewFile file;
  private final ParquetFiles.Target target;
  private final ParquetWriter<RowSupport> writer;
  private long rows;
  private boolean finished;

  private DataFileWriter(
      String tablePath, Schema schema, Map<String, String> partition, Set<String> withoutDictionary)
      throws IOException {
    this.tablePath = tablePath;
    this.schema = schema;
    this.partition = partition;
    this.name = PartitionPath.of(partition) + "part-" + UUID.randomUUID() + ".zstd.parquet";
    this.row = new RowSupport(schema, partition.keySet());
    this.file = StoragePath.of(tablePath + "/" + name).create();
    this.target = new ParquetFiles.Target(file);
    Builder builder = new Builder(target, row);
    for (Schema.Field field : schema.getFields()) {
      ColumnType type = ColumnType.of(field);
      if (type == ColumnType.DOUBLE
          || type == ColumnType.TIMESTAMP
          || withoutDictionary.contains(field.getName())) {
        // A dictionary of values that do not repeat is built only to be thrown away.
        builder.withDictionaryEncoding(field.getName(), false);
      }
    }
    this.writer = builder.build();
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
      writer.write(row);
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + tablePath + "/" + name, e);
    }
  }

  /** Closes the file and describes it. */
  public DataFile finish() {
    try {
      writer.close();
      finished = true;
      String stats = FileStatistics.of(writer.getFooter(), schema, rows);
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
    try {
      writer.close();
    } catch (IOException | RuntimeException broken) {
      // It failed before; nothing of it is left to be seen.
      return;
    }
  }

  private static final class Builder extends ParquetWriter.Builder<RowSupport, Builder> {
    private final RowSupport row;

    Builder(OutputFile file, RowSupport row) {
      super(file);
      this.row = row;
      PlainParquetConfiguration configuration = new PlainParquetConfiguration();
      configuration.set("parquet.compression.codec.zstd.level", ZSTD_LEVEL);
      withConf(configuration);
      withCompressionCodec(CompressionCodecName.ZSTD);
      withRowGroupSize(ROW_GROUP_BYTES);
      withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<RowSupport> getWriteSupport(ParquetConfiguration configuration) {
      return row;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, and never called with our configuration
    protected WriteSupport<RowSupport> getWriteSupport(Configuration configuration) {
      return row;
    }
  }
}
