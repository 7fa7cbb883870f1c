package dev.bookreel.delta;

import dev.bookreel.delta.storage.NewFile;
import dev.bookreel.delta.storage.StoragePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/** A data file that is being written under its final name. */
final class NewDataFile {
  /**
   * The e-mail addresses of a hundred thousand viewers. Parquet's own limit is one megabyte, so
   * that most of a shard's sessions would have their viewer's address written out.
   */
  static final int MOST_DICTIONARY_BYTES = 4 << 20;

  private final String tablePath;
  private final String name;
  private final Schema schema;
  private final Map<String, String> partition;
  private final ParquetProperties properties;
  private final NewFile file;
  private final ParquetFiles.Target target;
  private boolean finished;

  NewDataFile(
      String tablePath,
      Schema schema,
      Map<String, String> partition,
      Set<String> withoutDictionary) {
    this.tablePath = tablePath;
    this.schema = schema;
    this.partition = partition;
    this.name = PartitionPath.of(partition) + "part-" + UUID.randomUUID() + ".zstd.parquet";
    this.properties = properties(schema, withoutDictionary);
    try {
      this.file = StoragePath.of(tablePath + "/" + name).create();
    } catch (IOException e) {
      throw failed(e);
    }
    this.target = new ParquetFiles.Target(file);
  }

  private static ParquetProperties properties(Schema schema, Set<String> withoutDictionary) {
    ParquetProperties.Builder properties =
        ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .withDictionaryPageSize(MOST_DICTIONARY_BYTES);
    for (Schema.Field field : schema.getFields()) {
      ColumnType type = ColumnType.of(field);
      if (type == ColumnType.DOUBLE
          || type == ColumnType.TIMESTAMP
          || withoutDictionary.contains(field.getName())) {
        // A dictionary of values that do not repeat is built only to be thrown away.
        properties.withDictionaryEncoding(field.getName(), false);
      }
    }
    return properties.build();
  }

  OutputFile target() {
    return target;
  }

  MessageType type() {
    return ColumnType.toParquet(schema, partition.keySet());
  }

  ParquetProperties properties() {
    return properties;
  }

  /** Closes the file and describes it. */
  DataFile finish(ParquetMetadata footer, long rows) throws IOException {
    file.close();
    finished = true;
    return new DataFile(
        PartitionPath.toUri(name),
        partition,
        target.size(),
        System.currentTimeMillis(),
        rows,
        FileStatistics.of(footer, schema, rows));
  }

  /** Removes the file, unless it is finished; whether it did. */
  boolean abandon() {
    if (finished) {
      return false;
    }
    finished = true;
    file.abandon();
    return true;
  }

  UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException("cannot write " + tablePath + "/" + name, cause);
  }
}
