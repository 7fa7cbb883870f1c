package dev.bookreel.transforms.parse;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Parses numbers as they occur in the sources: decimal, without units or grouping. */
public final class Numbers {
  private static final int MOST_SHOWN = 40;

  /** Longer than these no number can be that is written out. */
  private static final int MOST_DIGITS = 1000;

  private static final long TOO_MUCH = Integer.MAX_VALUE + 1L;

  private Numbers() {}

  /**
   * A finite number that is not negative.
   *
   * @param column named in the message
   * @throws Rejected by rule {@code <column>.number} when it is no plain decimal number, {@code
   *     <column>.range} when it is negative
   */
  public static double parseDouble(byte[] buffer, int start, int end, String column)
      throws Rejected {
    if (!plain(buffer, start, end)) {
      throw rejected(buffer, start, end, column);
    }
    double value;
    try {
      value = JavaDoubleParser.parseDouble(buffer, start, end - start);
    } catch (NumberFormatException e) {
      throw rejected(buffer, start, end, column);
    }
    if (Double.isInfinite(value)) {
      throw rejected(buffer, start, end, column);
    }
    if (value < 0) {
      throw new Rejected(
          column + ".range", column + " is " + shown(buffer, start, end) + ", below zero");
    }
    return value + 0.0; // no negative zero
  }

  /**
   * A whole number that is not negative.
   *
   * @throws Rejected by rule {@code <column>.number} when it is no whole number, {@code
   *     <column>.range} when it is negative, or more than an int holds
   */
  public static int parseInt(String text, String column) throws Rejected {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean negative = bytes.length > 1 && bytes[0] == '-';
    boolean digits = bytes.length > 0;
    long value = 0;
    for (int i = negative ? 1 : 0; i < bytes.length; i++) {
      digits &= bytes[i] >= '0' && bytes[i] <= '9';
      value = Math.min(value * 10 + bytes[i] - '0', TOO_MUCH);
    }
    if (!digits) {
      throw new Rejected(
          column + ".number",
          column + " is \"" + shown(bytes, 0, bytes.length) + "\", not a whole number");
    }
    if (value == TOO_MUCH || (negative && value > 0)) {
      throw new Rejected(
          column + ".range",
          column
              + " is "
              + shown(bytes, 0, bytes.length)
              + ", not a number from 0 to "
              + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /**
   * A JSON number that is whole as such numbers are written, 3 for 3.0 and 3e0; others as they are.
   *
   * <p>Programs that know one kind of number only, and tables in which a column has gaps, write 3
   * as 3.0; for JSON it is the same.
   */
  public static String shortest(String json) {
    BigDecimal number;
    try {
      number = new BigDecimal(json).stripTrailingZeros();
    } catch (NumberFormatException | ArithmeticException e) {
      return json; // An exponent beyond all measure.
    }
    boolean isShort = (long) number.precision() - number.scale() <= MOST_DIGITS;
    return number.scale() <= 0 && isShort ? number.toPlainString() : json;
  }

  /** Digits, sign, point and exponent only: the parser would also take NaN, 0x1p3 and 1d. */
  private static boolean plain(byte[] buffer, int start, int end) {
    for (int i = start; i < end; i++) {
      byte letter = buffer[i];
      boolean allowed =
          (letter >= '0' && letter <= '9')
              || letter == '.'
              || letter == '-'
              || letter == '+'
              || letter == 'e'
              || letter == 'E';
      if (!allowed) {
        return false;
      }
    }
    return end > start;
  }

  private static Rejected rejected(byte[] buffer, int start, int end, String column) {
    return new Rejected(
        column + ".number",
        column + " is \"" + shown(buffer, start, end) + "\", not a plain number");
  }

  private static String shown(byte[] buffer, int start, int end) {
    int shown = Math.min(end, start + MOST_SHOWN);
    return new String(buffer, start, shown - start, StandardCharsets.UTF_8);
  }
}
