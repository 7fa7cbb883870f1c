package dev.bookreel.transforms.table;

import java.util.List;

/**
 * Reads the rows of one data file of a table, the asked-for columns only.
 *
 * <p>Columns are named by their position in the list that was asked for. A column that the file
 * does not hold (it was added to the table later) reads as null.
 */
public interface RowReader extends AutoCloseable {
  /** Moves on to the next row; false at the end. */
  boolean next();

  /** Whether the value is null. The getters below must not be called on a null. */
  boolean isNull(int column);

  /** The UTF-8 bytes of a text, valid for good. */
  byte[] getBytes(int column);

  /** A text. */
  String getString(int column);

  /**
   * A number from 0 on that stands for a text: rows of this file that have the same number have the
   * same text, and there are not many more numbers than texts. -1 where the file does not tell.
   */
  int getTextNumber(int column);

  /** An INT64, or a time stamp in microseconds. */
  long getLong(int column);

  /** An INT32, or a date in days since the epoch. */
  int getInt(int column);

  /** A DOUBLE. */
  double getDouble(int column);

  /** A BOOLEAN. */
  boolean getBoolean(int column);

  /** A column of texts. */
  List<String> getStrings(int column);

  @Override
  void close();
}
