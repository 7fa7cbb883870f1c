package dev.bookreel.transforms.profile;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What was found in a column of some rows; parts add up to the same in any order.
 *
 * @param rows how many were looked at
 * @param nulls how many of them have no value
 * @param values in the others; an array has several, or none
 * @param counts how often each value comes; null when there are more than {@link #MOST_COUNTED}
 * @param sketch of the values, to tell how many are different
 * @param sum of numbers, exact
 * @param squares sum of their squares, exact
 * @param low the lowest of what is no text; infinite without any
 * @param high the highest
 * @param first of texts, by their characters' numbers; null without any
 * @param last of texts
 * @param shortest in characters; of an array, how many values
 * @param longest in characters; of an array, how many values
 */
record ColumnPart(
    long rows,
    long nulls,
    long values,
    Map<String, Long> counts,
    DistinctSketch sketch,
    BigDecimal sum,
    BigDecimal squares,
    double low,
    double high,
    String first,
    String last,
    int shortest,
    int longest)
    implements Serializable {
  /** Whether there are more does not depend on how the rows are split: it is true of the whole. */
  static final int MOST_COUNTED = 10_000;

  ColumnPart plus(ColumnPart other) {
    return new ColumnPart(
        rows + other.rows,
        nulls + other.nulls,
        values + other.values,
        counted(counts, other.counts),
        sketch.plus(other.sketch),
        sum.add(other.sum),
        squares.add(other.squares),
        Math.min(low, other.low),
        Math.max(high, other.high),
        first == null || (other.first != null && Texts.compare(other.first, first) < 0)
            ? other.first
            : first,
        last == null || (other.last != null && Texts.compare(other.last, last) > 0)
            ? other.last
            : last,
        Math.min(shortest, other.shortest),
        Math.max(longest, other.longest));
  }

  /** How many different values there are: exact while all are counted, else estimated. */
  long distinct() {
    // That there are more than could be counted is certain, whatever the estimate.
    return counts != null ? counts.size() : Math.max(sketch.estimate(), MOST_COUNTED + 1);
  }

  private static Map<String, Long> counted(Map<String, Long> one, Map<String, Long> other) {
    if (one == null || other == null) {
      return null;
    }
    Map<String, Long> all = new HashMap<>(one);
    other.forEach((value, count) -> all.merge(value, count, Long::sum));
    return all.size() > MOST_COUNTED ? null : all;
  }
}
