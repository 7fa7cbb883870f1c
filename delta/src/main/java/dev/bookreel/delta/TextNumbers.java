package dev.bookreel.delta;

import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * Numbers of the texts of a column, as far as a file has them in dictionaries: each row group has
 * one of its own, and they are numbered one after the other.
 */
final class TextNumbers {
  private static final int NONE = -1;

  /** Null where the row group does not have all texts in its dictionary. */
  private ColumnReader reader;

  private int before;
  private int end;

  /** Goes on to a row group. */
  void begin(ColumnReader next, ColumnChunkMetaData chunk) {
    before = end;
    boolean numbered =
        chunk.getEncodingStats() != null
            && chunk.getEncodingStats().hasDictionaryEncodedPages()
            && !chunk.getEncodingStats().hasNonDictionaryEncodedPages();
    reader = numbered ? next : null;
  }

  /** The number of the current row's text; -1 where it has none. */
  int current() {
    if (reader == null) {
      return NONE;
    }
    int number = before + reader.getCurrentValueDictionaryID();
    end = Math.max(end, number + 1);
    return number;
  }
}
