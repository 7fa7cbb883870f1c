package dev.bookreel.transforms.parse;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.concurrent.TimeUnit;

/**
 * Tells on which day of the business zone an instant lies.
 *
 * <p>Remembers the offset in force between two transitions of the zone, so it is cheap for instants
 * that are near each other. Not for several threads at once.
 */
public final class BusinessDays {
  private static final long MICROS_A_SECOND = 1_000_000;
  private static final long SECONDS_A_DAY = TimeUnit.DAYS.toSeconds(1);
  private final ZoneRules rules;
  private long validFrom = 1;
  private long validTo;
  private long offsetSeconds;

  /** Days of this zone. */
  public BusinessDays(ZoneId zone) {
    rules = zone.getRules();
  }

  /** The day, counted from the epoch, of an instant in microseconds. */
  public int dayOf(long micros) {
    long second = Math.floorDiv(micros, MICROS_A_SECOND);
    if (second < validFrom || second >= validTo) {
      remember(second);
    }
    return (int) Math.floorDiv(second + offsetSeconds, SECONDS_A_DAY);
  }

  private void remember(long second) {
    Instant instant = Instant.ofEpochSecond(second);
    offsetSeconds = rules.getOffset(instant).getTotalSeconds();
    ZoneOffsetTransition next = rules.nextTransition(instant);
    validFrom = second;
    validTo = next == null ? Long.MAX_VALUE : next.toEpochSecond();
    ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
    validFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond();
  }
}
