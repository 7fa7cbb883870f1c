package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.text.MatchKey;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * What the six questions are about: a month, and a film with the window in which its file was
 * corrupt.
 *
 * @param monthStart the first day of the month, in days since the epoch
 * @param monthEnd the first day after it
 * @param filmKey the film's match key
 * @param film the film's title as it was asked for
 * @param windowStart the window's first instant, in microseconds
 * @param windowEnd the first instant after it
 */
public record Questions(
    int monthStart, int monthEnd, String filmKey, String film, long windowStart, long windowEnd)
    implements Serializable {
  private static final int DAYS_A_WEEK = 7;
  private static final long MICROS_A_SECOND = 1_000_000;
  private static final int NANOS_A_MICRO = 1_000;

  /** The nationality that question 3 asks for. */
  static final String NATIONALITY = "singaporeans";

  /**
   * Questions about a month and a film.
   *
   * @param from the window's begin, local time in the zone
   * @param to the window's end, not included
   * @param zone the business zone, which decides what a day is
   */
  public static Questions about(
      YearMonth month, String film, LocalDateTime from, LocalDateTime to, ZoneId zone) {
    return new Questions(
        (int) month.atDay(1).toEpochDay(),
        (int) month.plusMonths(1).atDay(1).toEpochDay(),
        MatchKey.of(film),
        film,
        micros(from, zone),
        micros(to, zone));
  }

  /**
   * The questions that are asked of every lake: of December 2021, the film on Christmas morning.
   */
  public static Questions defaults(ZoneId zone) {
    LocalDate christmas = LocalDate.of(2021, 12, 25);
    return about(
        YearMonth.of(2021, 12),
        "Unforgiven",
        christmas.atTime(7, 0),
        christmas.atTime(12, 0),
        zone);
  }

  /** Whether a day lies in the month. */
  boolean inMonth(int day) {
    return day >= monthStart && day < monthEnd;
  }

  /** Whether a day is one of the last seven of the month. */
  boolean inLastWeek(int day) {
    return day >= monthEnd - DAYS_A_WEEK && day < monthEnd;
  }

  /** Whether a session overlaps the window, both taken without their last instant. */
  boolean overlapsWindow(long startAt, long endAt) {
    return startAt < windowEnd && endAt > windowStart;
  }

  /** The month, for people: {@code 2021-12}. */
  String month() {
    return YearMonth.from(LocalDate.ofEpochDay(monthStart)).toString();
  }

  private static long micros(LocalDateTime local, ZoneId zone) {
    // ChronoUnit counts nanoseconds first, of which a long holds three centuries.
    Instant instant = local.atZone(zone).toInstant();
    return instant.getEpochSecond() * MICROS_A_SECOND + instant.getNano() / NANOS_A_MICRO;
  }
}
