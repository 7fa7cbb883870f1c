package dev.bookreel.transforms.answer;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Where the median is looked for: all values from the lower one to the upper one, both included.
 *
 * <p>Values are held by their bits, those of negative ones turned over but for the sign: so they
 * sort like the values themselves.
 *
 * @param low the bits of the lower one
 * @param high the bits of the upper one
 */
public record Bracket(long low, long high) implements Serializable {
  /**
   * How far it reaches to either side of a sample's median, as a share of the sample. For 65,536
   * independent values that is ten times the standard error; but values of a day are alike.
   */
  private static final double MARGIN = 0.02;

  /** All values. */
  public static Bracket everything() {
    return new Bracket(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** What very probably holds the median of all values from which these were taken. */
  static Bracket around(double[] sample) {
    if (sample.length == 0) {
      return everything();
    }
    double[] sorted = Arrays.stream(sample).map(value -> value + 0.0).sorted().toArray();
    int last = sorted.length - 1;
    return new Bracket(
        bits(sorted[(int) Math.floor(last * (0.5 - MARGIN))]),
        bits(sorted[(int) Math.ceil(last * (0.5 + MARGIN))]));
  }

  /** The bits of a value, those of zero for a negative zero. */
  static long bits(double value) {
    return turned(Double.doubleToRawLongBits(value + 0.0));
  }

  /** The value with these bits. */
  static double value(long bits) {
    return Double.longBitsToDouble(turned(bits));
  }

  private static long turned(long bits) {
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }
}
