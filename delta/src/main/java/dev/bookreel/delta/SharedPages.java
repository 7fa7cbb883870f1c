package dev.bookreel.delta;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Hands each page of a column to two files. */
final class SharedPages implements PageWriteStore {
  private final PageWriteStore first;
  private final PageWriteStore second;

  SharedPages(PageWriteStore first, PageWriteStore second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public PageWriter getPageWriter(ColumnDescriptor column) {
    return new ToBoth(first.getPageWriter(column), second.getPageWriter(column));
  }

  /** Compresses what comes twice in succession once. */
  static final class CompressOnce implements BytesInputCompressor {
    private final BytesInputCompressor compressor;
    private BytesInput last;
    private BytesInput compressed;

    CompressOnce(BytesInputCompressor compressor) {
      this.compressor = compressor;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // The very same bytes, not others like them.
    public BytesInput compress(BytesInput bytes) throws IOException {
      if (bytes != last) {
        compressed = compressor.compress(bytes);
        last = bytes;
      }
      return compressed;
    }

    @Override
    public CompressionCodecName getCodecName() {
      return compressor.getCodecName();
    }

    @Override
    public void release() {
      compressor.release();
    }
  }

  private record ToBoth(PageWriter first, PageWriter second) implements PageWriter {
    @Override
    public void writePage(
        BytesInput bytes,
        int values,
        int rows,
        Statistics<?> statistics,
        SizeStatistics sizes,
        GeospatialStatistics places,
        Encoding repetitions,
        Encoding definitions,
        Encoding encoding)
        throws IOException {
      for (PageWriter one : new PageWriter[] {first, second}) {
        one.writePage(
            bytes, values, rows, statistics, sizes, places, repetitions, definitions, encoding);
      }
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
      first.writeDictionaryPage(page);
      second.writeDictionaryPage(page);
    }

    @Override
    public long getMemSize() {
      return first.getMemSize();
    }

    @Override
    public long allocatedSize() {
      return first.allocatedSize();
    }

    @Override
    public String memUsageString(String prefix) {
      return first.memUsageString(prefix);
    }

    @Override
    public void close() {
      first.close();
      second.close();
    }

    @Override
    @Deprecated
    public void writePage(
        BytesInput bytes,
        int values,
        Statistics<?> statistics,
        Encoding repetitions,
        Encoding definitions,
        Encoding encoding) {
      throw otherVersion();
    }

    @Override
    public void writePage(
        BytesInput bytes,
        int values,
        int rows,
        Statistics<?> statistics,
        Encoding repetitions,
        Encoding definitions,
        Encoding encoding) {
      throw otherVersion();
    }

    @Override
    public void writePageV2(
        int rows,
        int nulls,
        int values,
        BytesInput repetitions,
        BytesInput definitions,
        Encoding encoding,
        BytesInput data,
        Statistics<?> statistics) {
      throw otherVersion();
    }

    /** Of all ways to write a page, Parquet takes the one above for pages of version 1. */
    private static UnsupportedOperationException otherVersion() {
      return new UnsupportedOperationException("pages are of version 1");
    }
  }
}
