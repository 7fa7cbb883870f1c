package dev.bookreel.transforms.quality;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The day that rules are checked for: the clock never decides.
 *
 * @param date that the delivery is for
 * @param zone the lake's business zone, in which times in rules are meant
 */
public record RuleDay(LocalDate date, ZoneId zone) {
  /** What {@code now()} means: the end of the day. */
  LocalDateTime now() {
    return date.plusDays(1).atStartOfDay();
  }

  /** An instant's microseconds since the epoch. */
  long micros(LocalDateTime time) {
    java.time.Instant instant = time.atZone(zone).toInstant();
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}
