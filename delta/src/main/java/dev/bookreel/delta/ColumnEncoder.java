package dev.bookreel.delta;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Encodes a column whole: the values of many rows become one page, of version 1, as they lie.
 *
 * <p>Parquet's column writers take a value at a time through five calls, each of which ends one row
 * of one column. Over arrays that is a loop. Layout of pages: <a
 * href="https://github.com/apache/parquet-format/blob/master/README.md#data-pages">Parquet</a>,
 * PLAIN for numbers; what is neither number nor text goes through Parquet's own values writers.
 */
final class ColumnEncoder {
  private final PrimitiveType type;
  private final ColumnDescriptor column;
  private final PageWriter pages;
  private final ParquetProperties properties;
  private final ValuesWriter definitions;
  private final ValuesWriter repetitions;
  private byte[] buffer = {};

  /** Encodes texts; null for another column, and before the first. */
  private TextEncoder texts;

  /** Parquet's own writer, where it is used. */
  private ValuesWriter values;

  private int rows;

  /** A column of one row group. */
  ColumnEncoder(ColumnDescriptor column, PageWriter pages, ParquetProperties properties) {
    this.column = column;
    this.type = column.getPrimitiveType();
    this.pages = pages;
    this.properties = properties;
    this.definitions = properties.newDefinitionLevelWriter(column);
    this.repetitions = properties.newRepetitionLevelWriter(column);
  }

  /** How many rows it has. */
  int rows() {
    return rows;
  }

  /** How many bytes its pages have. */
  long bytes() {
    return pages.getMemSize();
  }

  /** Below zero stands for null. */
  void texts(Texts distinct, int[] numbers, int from, int count) throws IOException {
    Statistics<?> statistics = Statistics.createStats(type);
    if (column.getMaxDefinitionLevel() == 0) {
      writeTexts(distinct, numbers, from, count, count, count, statistics);
      return;
    }
    int[] there = new int[count];
    boolean[] present = new boolean[count];
    int values = 0;
    for (int row = 0; row < count; row++) {
      present[row] = numbers[from + row] >= 0;
      if (present[row]) {
        there[values++] = numbers[from + row];
      }
    }
    defined(present, 0, count, statistics);
    writeTexts(distinct, there, 0, values, count, count, statistics);
  }

  /**
   * Lists of texts, none of them null: an element is one level deeper than its list, and all but
   * the first repeat.
   *
   * @param ends where each row's list ends among the numbers; it begins where the last one ends
   */
  void lists(Texts distinct, int[] numbers, int[] ends, int from, int count) throws IOException {
    Statistics<?> statistics = Statistics.createStats(type);
    int deepest = column.getMaxDefinitionLevel();
    int begin = from == 0 ? 0 : ends[from - 1];
    int next = begin;
    int entries = 0;
    for (int row = from; row < from + count; row++) {
      if (next == ends[row]) {
        definitions.writeInteger(deepest - 1);
        repetitions.writeInteger(0);
        statistics.incrementNumNulls();
        entries++;
      }
      for (int first = next; next < ends[row]; next++) {
        definitions.writeInteger(deepest);
        repetitions.writeInteger(next == first ? 0 : 1);
        entries++;
      }
    }
    writeTexts(distinct, numbers, begin, next - begin, entries, count, statistics);
  }

  void longs(long[] numbers, boolean[] present, int from, int count) throws IOException {
    Statistics<?> statistics = Statistics.createStats(type);
    ByteBuffer page = buffer(count * Long.BYTES);
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row = from; row < from + count; row++) {
      if (present == null || present[row]) {
        page.putLong(numbers[row]);
        min = Math.min(min, numbers[row]);
        max = Math.max(max, numbers[row]);
      }
    }
    if (page.position() > 0) {
      statistics.updateStats(min);
      statistics.updateStats(max);
    }
    defined(present, from, count, statistics);
    write(plain(page.position()), Encoding.PLAIN, count, statistics);
  }

  void doubles(double[] numbers, boolean[] present, int from, int count) throws IOException {
    Statistics<?> statistics = Statistics.createStats(type);
    ByteBuffer page = buffer(count * Double.BYTES);
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int row = from; row < from + count; row++) {
      if (present == null || present[row]) {
        double number = numbers[row];
        page.putDouble(number);
        if (Double.isNaN(number)) {
          statistics.updateStats(number);
        }
        min = Math.min(min, number);
        max = Math.max(max, number);
      }
    }
    if (page.position() > 0) {
      statistics.updateStats(min);
      statistics.updateStats(max);
    }
    defined(present, from, count, statistics);
    write(plain(page.position()), Encoding.PLAIN, count, statistics);
  }

  void ints(int[] numbers, boolean[] present, int from, int count) throws IOException {
    Statistics<?> statistics = Statistics.createStats(type);
    for (int row = from; row < from + count; row++) {
      if (present == null || present[row]) {
        values().writeInteger(numbers[row]);
        statistics.updateStats(numbers[row]);
      }
    }
    defined(present, from, count, statistics);
    writeValues(count, statistics);
  }

  void booleans(boolean[] truths, boolean[] present, int from, int count) throws IOException {
    Statistics<?> statistics = Statistics.createStats(type);
    for (int row = from; row < from + count; row++) {
      if (present == null || present[row]) {
        values().writeBoolean(truths[row]);
        statistics.updateStats(truths[row]);
      }
    }
    defined(present, from, count, statistics);
    writeValues(count, statistics);
  }

  /** Writes the dictionary, if there is one; the row group has no more rows. */
  void finish() throws IOException {
    DictionaryPage dictionary = null;
    if (texts != null) {
      dictionary = texts.dictionary();
    } else if (values != null) {
      dictionary = values.toDictPageAndClose();
    }
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
    }
    close();
  }

  void close() {
    definitions.close();
    repetitions.close();
    if (values != null) {
      values.close();
    }
  }

  /** Notes which rows have a value; null stands for all. */
  private void defined(boolean[] present, int from, int count, Statistics<?> statistics) {
    if (column.getMaxDefinitionLevel() == 0) {
      if (present != null) {
        throw new IllegalArgumentException(type.getName() + " must have a value in each row");
      }
      return;
    }
    int nulls = 0;
    for (int row = from; row < from + count; row++) {
      boolean there = present == null || present[row];
      definitions.writeInteger(there ? 1 : 0);
      nulls += there ? 0 : 1;
    }
    statistics.incrementNumNulls(nulls);
  }

  private void writeValues(int count, Statistics<?> statistics) throws IOException {
    BytesInput page = values().getBytes();
    write(page, values().getEncoding(), count, statistics);
    values().reset();
  }

  private void writeTexts(
      Texts distinct,
      int[] numbers,
      int from,
      int values,
      int entries,
      int count,
      Statistics<?> statistics)
      throws IOException {
    if (texts == null) {
      texts = new TextEncoder(properties.isDictionaryEnabled(column));
    }
    BytesInput page = texts.page(distinct, numbers, from, values, statistics);
    write(page, texts.encoding(), entries, count, statistics, texts.lengthOfPage());
  }

  private void write(BytesInput page, Encoding encoding, int count, Statistics<?> statistics)
      throws IOException {
    write(page, encoding, count, count, statistics, 0);
  }

  private void write(
      BytesInput page,
      Encoding encoding,
      int entries,
      int count,
      Statistics<?> statistics,
      long textBytes)
      throws IOException {
    pages.writePage(
        BytesInput.concat(repetitions.getBytes(), definitions.getBytes(), page),
        entries,
        count,
        statistics,
        new SizeStatistics(type, textBytes, List.of(), List.of()),
        GeospatialStatistics.newBuilder(type).build(),
        repetitions.getEncoding(),
        definitions.getEncoding(),
        encoding);
    repetitions.reset();
    definitions.reset();
    rows += count;
  }

  private ValuesWriter values() {
    if (values == null) {
      values = properties.newValuesWriter(column);
    }
    return values;
  }

  private ByteBuffer buffer(int bytes) {
    if (buffer.length < bytes) {
      buffer = new byte[bytes];
    }
    return ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
  }

  private BytesInput plain(int length) {
    return BytesInput.from(buffer, 0, length);
  }
}
