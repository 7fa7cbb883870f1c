package dev.bookreel.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads a column of doubles or long numbers that lie one after the other in its pages.
 *
 * <p>So most columns of numbers are written. Parquet's column reader, which can do all else, takes
 * several calls for each value.
 */
final class PlainNumbers {
  /** What pages of numbers that are never null are made of; the others encode levels. */
  private static final Set<Encoding> PLAIN =
      Set.of(Encoding.PLAIN, Encoding.RLE, Encoding.valueOf("BIT_PACKED"));

  private static final int BYTES = Long.BYTES;
  private final PageReader pages;
  private ByteBuffer page = ByteBuffer.allocate(0);
  private int position;

  private PlainNumbers(PageReader pages) {
    this.pages = pages;
  }

  /** Whether a column of a row group can be read so. */
  static boolean areIn(ColumnDescriptor column, ColumnChunkMetaData chunk) {
    PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
    return (type == PrimitiveTypeName.DOUBLE || type == PrimitiveTypeName.INT64)
        && column.getMaxDefinitionLevel() == 0
        && column.getMaxRepetitionLevel() == 0
        && !chunk.hasDictionaryPage()
        && PLAIN.containsAll(chunk.getEncodings())
        && chunk.getEncodings().contains(Encoding.PLAIN);
  }

  /** Reads these pages, from the first value on. */
  static PlainNumbers of(PageReader pages) {
    return new PlainNumbers(pages);
  }

  /** The value of this row. */
  long getLong() {
    ready();
    return page.getLong(position);
  }

  /** The value of this row. */
  double getDouble() {
    ready();
    return page.getDouble(position);
  }

  /** Moves on to the next row. */
  void pass() {
    ready();
    position += BYTES;
  }

  private void ready() {
    while (position == page.limit()) {
      DataPage next = pages.readPage();
      try {
        ByteBufferInputStream values = next.accept(new Values()).toInputStream();
        page = values.slice(values.available()).order(ByteOrder.LITTLE_ENDIAN);
        position = page.position();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read a page", e);
      }
    }
  }

  /** A page without levels is its values. */
  private static final class Values implements DataPage.Visitor<BytesInput> {
    @Override
    public BytesInput visit(DataPageV1 page) {
      return page.getBytes();
    }

    @Override
    public BytesInput visit(DataPageV2 page) {
      return page.getData();
    }
  }
}
