package dev.bookreel.transforms.table;

import java.util.List;

/**
 * Writes the rows of one data file of a table, column by column.
 *
 * <p>Columns are named by their position in the table's schema; a column that is not set before
 * {@link #endRow} is null. Partition columns are not set: their value is the file's.
 */
public interface RowWriter {
  /** Sets a text column to UTF-8 bytes, which the caller may reuse after {@link #endRow}. */
  void setString(int column, byte[] utf8, int offset, int length);

  /** Sets a text column. */
  void setString(int column, String value);

  /** Sets an INT64 column, or a time stamp in microseconds since the epoch, UTC. */
  void setLong(int column, long value);

  /** Sets an INT32 column, or a date in days since the epoch. */
  void setInt(int column, int value);

  /** Sets a DOUBLE column. */
  void setDouble(int column, double value);

  /** Sets a BOOLEAN column. */
  void setBoolean(int column, boolean value);

  /** Sets a column of texts, none of them null. */
  void setStrings(int column, List<String> values);

  /** Ends the row. */
  void endRow();

  /** Closes the file and describes it; nobody sees it before it is committed. */
  WrittenFile finish();

  /** Closes and removes an unfinished file; does nothing after {@link #finish}. */
  void abandon();
}
