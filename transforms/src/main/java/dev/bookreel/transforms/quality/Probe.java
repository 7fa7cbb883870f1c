package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.util.List;

/**
 * One thing that is counted or measured while rows pass.
 *
 * @param kind what it is
 * @param columns positions in the dataset's table; of conditions, none
 * @param names the same columns, by name
 * @param measuresNumbers whether the values are numbers, to be summed up
 * @param condition what each row is asked for; else null
 */
record Probe(
    Kind kind,
    List<Integer> columns,
    List<String> names,
    boolean measuresNumbers,
    RowCondition condition)
    implements Serializable {
  /** What is measured. */
  enum Kind {
    /** Rows, and those that fail a condition: all that could be read. */
    CONDITION,
    /** Values of a column: how many are missing, and the sums of numbers. */
    VALUES,
    /** Distinct values of columns, and those that come once. */
    DISTINCT
  }

  static Probe of(RowCondition condition) {
    return new Probe(Kind.CONDITION, List.of(), List.of(), false, condition);
  }
}
