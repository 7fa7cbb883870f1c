package dev.bookreel.transforms.parse;

import java.nio.charset.StandardCharsets;

/**
 * Parses time stamps as they occur in the sources: {@code 2021-12-25T14:27:16.273+0100}.
 *
 * <p>ISO 8601 date and time with {@code T} or a space between, a fraction of up to nine digits
 * (what is finer than a microsecond is cut) or none, and an offset: {@code Z}, {@code +01}, {@code
 * +0100} or {@code +01:00}. Years 0001 to 9999, also in UTC; no leap seconds, no 24:00.
 */
public final class Instants {
  private static final long MICROS_A_SECOND = 1_000_000;
  private static final long MICROS_A_DAY = 86_400 * MICROS_A_SECOND;
  private static final long FIRST = -62_135_596_800L * MICROS_A_SECOND;
  private static final long END = 253_402_300_800L * MICROS_A_SECOND;

  /** No clock on Earth is further from UTC; java.time allows no more either. */
  private static final int MOST_OFFSET_SECONDS = 18 * 3_600;

  private Instants() {}

  /**
   * Microseconds since the epoch, UTC.
   *
   * @param column named in the message
   * @throws Rejected by rule {@code <column>.instant}
   */
  public static long parseMicros(byte[] buffer, int start, int end, String column) throws Rejected {
    long micros = parse(buffer, start, end);
    if (micros < FIRST || micros >= END) {
      throw rejected(buffer, start, end, column);
    }
    return micros;
  }

  /**
   * Whether an instant has a date of a year from 0001 to 9999 in every zone: other engines read no
   * other dates.
   */
  public static boolean isDatedEverywhere(long micros) {
    return micros >= FIRST + MICROS_A_DAY && micros < END - MICROS_A_DAY;
  }

  /** The microseconds of a text. */
  public static long parseMicros(String text, String column) throws Rejected {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parseMicros(bytes, 0, bytes.length, column);
  }

  /**
   * The date, in days since the epoch, of a plain date or of a time stamp in its own offset.
   *
   * @throws Rejected by rule {@code <column>.date}
   */
  public static int parseLocalDate(String text, String column) throws Rejected {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean plain = bytes.length == DATE_LENGTH;
    if (plain || parse(bytes, 0, bytes.length) != INVALID) {
      long day = parseDay(bytes, 0, bytes.length);
      if (day != INVALID) {
        return (int) day;
      }
    }
    throw new Rejected(
        column + ".date", column + " is \"" + shown(bytes, 0, bytes.length) + "\", not a date");
  }

  private static final long INVALID = Long.MIN_VALUE;
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 19;
  private static final int MOST_SHOWN = 40;

  private static Rejected rejected(byte[] buffer, int start, int end, String column) {
    return new Rejected(
        column + ".instant",
        column
            + " is \""
            + shown(buffer, start, end)
            + (parse(buffer, start, end) == INVALID
                ? "\", not a time stamp such as 2021-12-25T14:27:16.273+0100"
                : "\", which is not of a year from 0001 to 9999 in UTC"));
  }

  private static String shown(byte[] buffer, int start, int end) {
    int shown = Math.min(end, start + MOST_SHOWN);
    return new String(buffer, start, shown - start, StandardCharsets.UTF_8);
  }

  private static long parse(byte[] text, int start, int end) {
    long day = parseDay(text, start, end);
    if (day == INVALID || end - start <= TIME_LENGTH) {
      return INVALID;
    }
    byte between = text[start + 10];
    int hour = twoDigits(text, start + 11);
    int minute = twoDigits(text, start + 14);
    int second = twoDigits(text, start + 17);
    if ((between != 'T' && between != ' ')
        || text[start + 13] != ':'
        || text[start + 16] != ':'
        || outside(hour, 23)
        || outside(minute, 59)
        || outside(second, 59)) {
      return INVALID;
    }
    int position = start + TIME_LENGTH;
    long fraction = 0;
    if (text[position] == '.') {
      int digits = 0;
      for (position++; position < end && digit(text[position]) >= 0; position++) {
        if (digits < 6) {
          fraction = fraction * 10 + digit(text[position]);
        }
        digits++;
      }
      if (digits == 0 || digits > 9) {
        return INVALID;
      }
      for (; digits < 6; digits++) {
        fraction *= 10;
      }
    }
    int offset = offsetSeconds(text, position, end);
    if (offset == Integer.MIN_VALUE) {
      return INVALID;
    }
    long seconds = day * 86_400 + hour * 3_600L + minute * 60L + second - offset;
    return seconds * MICROS_A_SECOND + fraction;
  }

  private static int offsetSeconds(byte[] text, int start, int end) {
    int length = end - start;
    if (length == 1 && text[start] == 'Z') {
      return 0;
    }
    if (length != 3 && length != 5 && length != 6) {
      return Integer.MIN_VALUE;
    }
    int sign = text[start] == '+' ? 1 : text[start] == '-' ? -1 : 0;
    int hours = twoDigits(text, start + 1);
    int minutes = length == 3 ? 0 : twoDigits(text, end - 2);
    if (sign == 0 || hours < 0 || outside(minutes, 59) || (length == 6 && text[start + 3] != ':')) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return seconds > MOST_OFFSET_SECONDS ? Integer.MIN_VALUE : sign * seconds;
  }

  private static long parseDay(byte[] text, int start, int end) {
    if (end - start < DATE_LENGTH || text[start + 4] != '-' || text[start + 7] != '-') {
      return INVALID;
    }
    int century = twoDigits(text, start);
    int year = twoDigits(text, start + 2);
    int month = twoDigits(text, start + 5);
    int day = twoDigits(text, start + 8);
    if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) {
      return INVALID;
    }
    year += century * 100;
    if (year == 0 || day > lengthOfMonth(year, month)) {
      return INVALID;
    }
    return daysBefore(year, month) + day;
  }

  /** Days from the epoch to the last day before a month, in the proleptic Gregorian calendar. */
  private static long daysBefore(int year, int month) {
    // The year is taken to begin in March, so that the leap day is its last.
    int shifted = month > 2 ? year : year - 1;
    int months = month > 2 ? month - 3 : month + 9;
    int leapDays = shifted / 4 - shifted / 100 + shifted / 400;
    int monthDays = (months * 153 + 2) / 5;
    return shifted * 365L + leapDays + monthDays - EPOCH;
  }

  /** What the formula above gives for the day before the epoch, plus one. */
  private static final long EPOCH = 719_469;

  private static int lengthOfMonth(int year, int month) {
    if (month == 2) {
      return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static int twoDigits(byte[] text, int position) {
    int tens = digit(text[position]);
    int ones = digit(text[position + 1]);
    return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
  }

  private static int digit(byte letter) {
    return letter >= '0' && letter <= '9' ? letter - '0' : -1;
  }

  private static boolean outside(int value, int most) {
    return value < 0 || value > most;
  }
}
