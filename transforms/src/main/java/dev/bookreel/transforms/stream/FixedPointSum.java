package dev.bookreel.transforms.stream;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of doubles that does not depend on their order.
 *
 * <p>128 bits, 64 of them behind the binary point: every double from 2<sup>-12</sup> to
 * 2<sup>63</sup> enters without loss, a smaller one is cut at 2<sup>-64</sup> by itself, so the
 * order of additions and the way they were split among workers cannot show. It is rounded once,
 * when it is read.
 */
public final class FixedPointSum implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final BigDecimal UNIT = new BigDecimal(BigInteger.ONE.shiftLeft(64));
  private long high;
  private long low;

  /**
   * Adds a number.
   *
   * @param value finite, not negative, below 2<sup>53</sup>
   */
  public void add(double value) {
    long whole = (long) value;
    // The fraction is below 1 and a multiple of 2^-1074: scaling by 2^64 is exact but for what
    // lies below the point, which the cast cuts. Two halves, since a long holds 63 bits.
    double upper = (value - whole) * 0x1p32;
    long upperBits = (long) upper;
    long lowerBits = (long) ((upper - upperBits) * 0x1p32);
    add(whole, (upperBits << 32) | lowerBits);
  }

  /** Adds another sum. */
  public void add(FixedPointSum other) {
    add(other.high, other.low);
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    long carry = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
    high = Math.addExact(high, Math.addExact(otherHigh, carry));
  }

  /** The sum, rounded to the nearest double. */
  public double value() {
    return dividedBy(1);
  }

  /**
   * The sum in a larger unit, rounded once.
   *
   * @param unit how many times as large, a power of ten
   */
  public double dividedBy(int unit) {
    BigInteger bits =
        BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    // Both divisors are products of 2 and 5: the quotient has an end, and is rounded only once.
    return new BigDecimal(bits).divide(UNIT).divide(BigDecimal.valueOf(unit)).doubleValue();
  }
}
