package dev.bookreel.delta;

import java.io.IOException;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file that is written column by column.
 *
 * <p>Parquet's own writer takes records, and spends as long on following their structure as on
 * encoding their values. Here values go to their column's encoder at once; pages, row groups,
 * compression and the footer are Parquet's.
 */
final class ColumnFile {
  private static final String ZSTD_LEVEL = "1";
  private static final long ROW_GROUP_BYTES = 64L << 20;
  private static final int ROWS_BETWEEN_CHECKS = 1_000;
  private final MessageType type;
  private final ParquetProperties properties;
  private final ParquetFileWriter file;
  private final CompressionCodecFactory codecs;
  private final ColumnWriter[] columns;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore values;
  private long rows;

  ColumnFile(OutputFile target, MessageType type, ParquetProperties properties) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set("parquet.compression.codec.zstd.level", ZSTD_LEVEL);
    this.type = type;
    this.properties = properties;
    this.codecs = new CodecFactory(configuration, properties.getPageSizeThreshold());
    this.columns = new ColumnWriter[type.getColumns().size()];
    this.file =
        new ParquetFileWriter(
            target, type, ParquetFileWriter.Mode.CREATE, ROW_GROUP_BYTES, 0, null, properties);
    file.start();
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
    if (rows % ROWS_BETWEEN_CHECKS == 0 && values.getBufferedSize() > ROW_GROUP_BYTES) {
      endRowGroup();
      beginRowGroup();
    }
  }

  /** Writes what is left, and the footer. */
  ParquetMetadata finish() throws IOException {
    endRowGroup();
    file.end(Map.of());
    codecs.release();
    return file.getFooter();
  }

  /** Gives back what the compressor took; the file is of no use. */
  void abandon() {
    values.close();
    pages.close();
    codecs.release();
  }

  private void beginRowGroup() {
    pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(CompressionCodecName.ZSTD),
            type,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    values = properties.newColumnWriteStore(type, pages, pages);
    int place = 0;
    for (ColumnDescriptor column : type.getColumns()) {
      columns[place++] = values.getColumnWriter(column);
    }
    rows = 0;
  }

  private void endRowGroup() throws IOException {
    if (rows > 0) {
      file.startBlock(rows);
      values.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    values.close();
    pages.close();
  }
}
