package dev.bookreel.transforms.quality;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of doubles without rounding, whatever their sizes and order.
 *
 * <p>Every finite double is a whole multiple of 2<sup>-1074</sup>: the sum is kept as such a whole
 * number, in digits of 32 bits that may grow beyond for a while. (R. Neal, "Fast exact summation
 * using small and large superaccumulators", 2015.)
 */
public final class ExactSum {
  private static final int DIGIT_BITS = 32;
  private static final long DIGIT = 0xffffffffL;

  /** 2098 bits for the doubles, and room for 2^46 of them. */
  private static final int DIGITS = 67;

  private static final int MOST_ADDS = 1 << 29;
  private static final int LOWEST = 1074;

  /** Beyond these a square would overflow, or lose what lies below the smallest double. */
  private static final double LARGE = 1e150;

  private static final double SMALL = 1e-140;

  private final long[] digits = new long[DIGITS];
  private BigDecimal extremes = BigDecimal.ZERO;
  private int adds;

  /**
   * Adds a number.
   *
   * @param value finite
   */
  public void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & 0xfffffffffffffL;
    long whole = exponent == 0 ? fraction : fraction | 0x10000000000000L;
    int position = Math.max(exponent - 1, 0);
    int digit = position / DIGIT_BITS;
    int shift = position % DIGIT_BITS;
    long low = whole << shift;
    long high = shift == 0 ? 0 : whole >>> (Long.SIZE - shift);
    int sign = bits < 0 ? -1 : 1;
    digits[digit] += sign * (low & DIGIT);
    digits[digit + 1] += sign * (low >>> DIGIT_BITS);
    digits[digit + 2] += sign * high;
    if (++adds == MOST_ADDS) {
      carry();
    }
  }

  /** Adds the square of a number, without rounding either. */
  public void addSquare(double value) {
    double size = Math.abs(value);
    if (size > LARGE || (size < SMALL && size > 0)) {
      extremes = extremes.add(new BigDecimal(value).pow(2));
      return;
    }
    double square = value * value;
    add(square);
    add(Math.fma(value, value, -square));
  }

  /** The sum so far. */
  public BigDecimal value() {
    BigInteger sum = BigInteger.ZERO;
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      sum = sum.shiftLeft(DIGIT_BITS).add(BigInteger.valueOf(digits[digit]));
    }
    if (sum.signum() == 0) {
      return extremes;
    }
    // Of the 1074 binary places nearly all are zeros: without them the decimal is short.
    int zeros = Math.min(sum.getLowestSetBit(), LOWEST);
    int places = LOWEST - zeros;
    BigInteger shortened = sum.shiftRight(zeros);
    return new BigDecimal(shortened.multiply(BigInteger.valueOf(5).pow(places)), places)
        .add(extremes)
        .stripTrailingZeros();
  }

  private void carry() {
    for (int digit = 0; digit + 1 < DIGITS; digit++) {
      long over = digits[digit] >> DIGIT_BITS;
      digits[digit] -= over << DIGIT_BITS;
      digits[digit + 1] += over;
    }
    adds = 0;
  }
}
