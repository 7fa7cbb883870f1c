package dev.bookreel.transforms.quality;

import java.util.List;

/**
 * The values of the row that is judged, by the column's position in the dataset's table.
 *
 * <p>One object stands for row after row. The getters must not be called on a null.
 */
public interface RowValues {
  /** Whether there is no value. */
  boolean isNull(int column);

  /** A text. */
  String text(int column);

  /** A number of any kind. */
  double number(int column);

  /** A date in days, or an instant in microseconds since the epoch. */
  long time(int column);

  /**
   * Whether other records have the values of these columns as theirs.
   *
   * @param reference the place of the reference among those of the rule set
   */
  boolean refers(int reference, List<Integer> columns);

  /** The value as an object, for fingerprints; null without one. */
  Object value(int column);
}
