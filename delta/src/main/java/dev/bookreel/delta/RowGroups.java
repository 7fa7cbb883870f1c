package dev.bookreel.delta;

import dev.bookreel.delta.SharedPages.CompressOnce;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
 * The row groups of a Parquet file: takes encoded pages, compresses them, and writes a group when
 * it is told to. Compression, checksums, indexes and the footer are Parquet's.
 *
 * <p>A file may lie beside another one with the same rows, whose columns it begins with: pages of
 * these are encoded and compressed once, and each goes to both files.
 */
final class RowGroups {
  /** A row group should end once it has so many bytes. */
  static final long BYTES = 64L << 20;

  private static final String ZSTD_LEVEL = "1";

  /** The columns whose pages come from here: all, or those that the first file lacks. */
  private final MessageType type;

  private final ParquetProperties properties;

  /** Whether another file tells when a row group ends. */
  private final boolean isBeside;

  private final ParquetFileWriter file;
  private final CompressionCodecFactory codecs;
  private RowGroups beside;
  private ColumnChunkPageWriteStore own;

  /** Pages that the file beside which this one lies encodes. */
  private ColumnChunkPageWriteStore shared;

  private PageWriteStore pages;

  RowGroups(OutputFile target, MessageType type, ParquetProperties properties) throws IOException {
    this(target, type, type, properties, false);
  }

  private RowGroups(
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
    this.file =
        new ParquetFileWriter(
            target, whole, ParquetFileWriter.Mode.CREATE, BYTES, 0, null, properties);
    file.start();
    begin();
  }

  /**
   * Begins a file beside this one, which has no page yet. It is finished after this one is.
   *
   * @param whole all of its columns, this file's first
   * @throws IllegalArgumentException when the columns are others
   */
  RowGroups besideThis(OutputFile target, MessageType whole, ParquetProperties its)
      throws IOException {
    List<Type> fields = whole.getFields();
    int common = type.getFieldCount();
    if (common > fields.size() || !fields.subList(0, common).equals(type.getFields())) {
      throw new IllegalArgumentException(whole + " does not begin with " + type);
    }
    MessageType rest = new MessageType(whole.getName(), fields.subList(common, fields.size()));
    beside = new RowGroups(target, whole, rest, its, true);
    close();
    begin();
    return beside;
  }

  /** The columns whose pages come from here. */
  MessageType type() {
    return type;
  }

  /** Where pages of the current row group go. */
  PageWriteStore pages() {
    return pages;
  }

  /** Where bloom filters of the current row group go. */
  ColumnChunkPageWriteStore ownPages() {
    return own;
  }

  /** Whether another file tells when a row group ends. */
  boolean isBeside() {
    return isBeside;
  }

  /**
   * Ends the row group, of which all pages are there, and begins another one.
   *
   * @param rows how many it has
   */
  void end(long rows) throws IOException {
    if (rows > 0) {
      file.startBlock(rows);
      if (shared != null) {
        shared.flushToFileWriter(file);
      }
      own.flushToFileWriter(file);
      file.endBlock();
    }
    close();
    if (beside != null) {
      beside.end(rows);
    }
    begin();
  }

  /** Writes the footer; all row groups are ended. */
  ParquetMetadata finish() throws IOException {
    close();
    file.end(Map.of());
    codecs.release();
    return file.getFooter();
  }

  /** Gives back what the compressor took; the file is of no use. */
  void abandon() {
    close();
    codecs.release();
  }

  private void begin() {
    CompressOnce compressor = new CompressOnce(codecs.getCompressor(CompressionCodecName.ZSTD));
    own = store(compressor, type);
    pages = own;
    if (beside != null) {
      beside.shared = beside.store(compressor, type);
      pages = new SharedPages(own, beside.shared);
    }
  }

  private ColumnChunkPageWriteStore store(BytesInputCompressor compressor, MessageType columns) {
    return new ColumnChunkPageWriteStore(
        compressor,
        columns,
        properties.getAllocator(),
        properties.getColumnIndexTruncateLength(),
        properties.getPageWriteChecksumEnabled());
  }

  private void close() {
    own.close();
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }
}
