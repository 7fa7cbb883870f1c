package dev.bookreel.transforms.table;

import dev.bookreel.transforms.packed.BytesDictionary;

/**
 * Writes the rows of one data file of a table, many at once, as columns.
 *
 * <p>Each column is given the same number of rows, then {@link #endRows}; some ten thousand at once
 * are good. Columns are named by their position in the table's schema; partition columns are not
 * given. Arrays may be reused after a call.
 */
public interface ColumnsWriter {
  /**
   * Gives a text column.
   *
   * @param texts best the same for all rows of the file; it may have grown since the last call;
   *     with another one, texts are written out from there on
   * @param numbers of texts, a row each; where the column may be null, below zero stands for that
   */
  void texts(int column, BytesDictionary texts, int[] numbers, int from, int count);

  /**
   * Gives a column of lists of texts.
   *
   * @param texts as in {@link #texts}
   * @param numbers of the elements, one list after the other
   * @param ends where each row's list ends among these; it begins where the row before ends
   */
  void lists(int column, BytesDictionary texts, int[] numbers, int[] ends, int from, int count);

  /**
   * Gives an INT64 column, or time stamps in microseconds since the epoch, UTC.
   *
   * @param present which rows have a value; null: all
   */
  void longs(int column, long[] values, boolean[] present, int from, int count);

  /**
   * Gives an INT32 column, or dates in days since the epoch.
   *
   * @param present which rows have a value; null: all
   */
  void ints(int column, int[] values, boolean[] present, int from, int count);

  /**
   * Gives a DOUBLE column.
   *
   * @param present which rows have a value; null: all
   */
  void doubles(int column, double[] values, boolean[] present, int from, int count);

  /**
   * Gives a BOOLEAN column.
   *
   * @param present which rows have a value; null: all
   */
  void booleans(int column, boolean[] values, boolean[] present, int from, int count);

  /** Ends some rows, of which each column has been given. */
  void endRows(int count);

  /** Closes the file and describes it; nobody sees it before it is committed. */
  WrittenFile finish();

  /** Closes and removes an unfinished file; does nothing after {@link #finish}. */
  void abandon();
}
