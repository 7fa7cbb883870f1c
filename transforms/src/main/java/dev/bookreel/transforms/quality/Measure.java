package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a probe counted and measured, in all rows or a part of them.
 *
 * @param rows that it looked at
 * @param failed rows that failed the condition, or in which a value is missing
 * @param sum of the numbers, exact
 * @param squares sum of their squares, exact
 * @param distinct values
 * @param once values that came once
 */
public record Measure(
    long rows, long failed, BigDecimal sum, BigDecimal squares, long distinct, long once)
    implements Serializable {
  /** Nothing yet. */
  public static final Measure NONE = new Measure(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);

  static Measure counted(long rows, long failed) {
    return new Measure(rows, failed, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);
  }

  Measure withSums(BigDecimal ofNumbers, BigDecimal ofSquares) {
    return new Measure(rows, failed, ofNumbers, ofSquares, distinct, once);
  }

  static Measure distinct(long distinct, long once) {
    return new Measure(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, distinct, once);
  }

  Measure plus(Measure other) {
    return new Measure(
        rows + other.rows,
        failed + other.failed,
        sum.add(other.sum),
        squares.add(other.squares),
        distinct + other.distinct,
        once + other.once);
  }
}
