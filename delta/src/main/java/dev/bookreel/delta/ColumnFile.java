package dev.bookreel.delta;

import dev.bookreel.delta.SharedPages.CompressOnce;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file that is written column by column.
 *
 * <p>Parquet's own writer takes records, and spends as long on following their structure as on
 * encoding their values. Here values go to their column's encoder at once; pages, row groups,
 * compression and the footer are Parquet's.
 *
 * <p>A file may lie beside another one with the same rows, whose columns it begins with: these are
 * encoded and compressed once, and each of their pages goes to both files.
 */
final class ColumnFile {
  private static final String ZSTD_LEVEL = "1";
  private static final long ROW_GROUP_BYTES = 64L << 20;
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  /** The columns that are encoded here: all, or those that the first file lacks. */
  private final MessageType type;

  private final ParquetProperties properties;

  /** Whether another file tells when a row group ends. */
  private final boolean isBeside;

  private ColumnFile beside;
  private final ParquetFileWriter file;
  private final CompressionCodecFactory codecs;
  private final ColumnWriter[] columns;
  private ColumnChunkPageWriteStore pages;

  /** Pages that the file beside which this one lies encodes. */
  private ColumnChunkPageWriteStore shared;

  private ColumnWriteStore values;
  private long rows;

  ColumnFile(OutputFile target, MessageType type, ParquetProperties properties) throws IOException {
    this(target, type, type, properties, false);
  }

  private ColumnFile(
      OutputFile target,
      MessageType whole,
      MessageType type,
      ParquetProperties properties,
      boolean isBeside)
      throws IOException {
    this.isBeside = isBeside;
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set("parquet.compression.codec.zstd.level", ZSTD_LEVEL);
    this.type = type;
    this.properties = properties;
    this.codecs = new CodecFactory(configuration, properties.getPageSizeThreshold());
    this.columns = new ColumnWriter[type.getColumns().size()];
    this.file =
        new ParquetFileWriter(
            target, whole, ParquetFileWriter.Mode.CREATE, ROW_GROUP_BYTES, 0, null, properties);
    file.start();
    beginRowGroup();
  }

  /**
   * Begins a file beside this one. Its rows end before those here do; it is finished after this one
   * is.
   *
   * @param whole all of its columns, this file's first
   */
  ColumnFile besideThis(OutputFile target, MessageType whole, ParquetProperties its)
      throws IOException {
    List<Type> fields = whole.getFields();
    int shared = type.getFieldCount();
    if (rows > 0 || shared > fields.size() || !fields.subList(0, shared).equals(type.getFields())) {
      throw new IllegalArgumentException(whole + " does not begin with " + type);
    }
    MessageType own = new MessageType(whole.getName(), fields.subList(shared, fields.size()));
    beside = new ColumnFile(target, whole, own, its, true);
    close();
    beginRowGroup();
    return beside;
  }

  /** How many columns are encoded here. */
  int width() {
    return columns.length;
  }

  /** Takes the values of a column, a row after the other; another one after each row. */
  ColumnWriter column(int place) {
    return columns[place];
  }

  /** Each column has its value. */
  void endRow() throws IOException {
    values.endRecord();
    rows++;
    if (beside != null && beside.rows != rows) {
      throw new IllegalStateException("a file beside another one has other rows");
    }
    if (!isBeside
        && rows % ROWS_BETWEEN_CHECKS == 0
        && values.getBufferedSize() > ROW_GROUP_BYTES) {
      endRowGroup();
      beginRowGroup();
    }
  }

  /** Writes what is left, and the footer. */
  ParquetMetadata finish() throws IOException {
    if (isBeside && rows > 0) {
      throw new IllegalStateException("the file that it lies beside is not finished");
    }
    if (isBeside) {
      close();
    } else {
      endRowGroup();
    }
    file.end(Map.of());
    codecs.release();
    return file.getFooter();
  }

  /** Gives back what the compressor took; the file is of no use. */
  void abandon() {
    close();
    codecs.release();
  }

  private void beginRowGroup() {
    CompressOnce compressor = new CompressOnce(codecs.getCompressor(CompressionCodecName.ZSTD));
    pages = pages(compressor, type);
    PageWriteStore target = pages;
    if (beside != null) {
      beside.shared = beside.pages(compressor, type);
      target = new SharedPages(pages, beside.shared);
    }
    values = properties.newColumnWriteStore(type, target, pages);
    int place = 0;
    for (ColumnDescriptor column : type.getColumns()) {
      columns[place++] = values.getColumnWriter(column);
    }
    rows = 0;
  }

  private ColumnChunkPageWriteStore pages(BytesInputCompressor compressor, MessageType columns) {
    return new ColumnChunkPageWriteStore(
        compressor,
        columns,
        properties.getAllocator(),
        properties.getColumnIndexTruncateLength(),
        properties.getPageWriteChecksumEnabled());
  }

  private void endRowGroup() throws IOException {
    if (rows > 0) {
      file.startBlock(rows);
      values.flush();
      if (shared != null) {
        shared.flushToFileWriter(file);
      }
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    close();
    if (beside != null) {
      beside.endRowGroup();
      beside.beginRowGroup();
    }
  }

  private void close() {
    values.close();
    pages.close();
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }
}
