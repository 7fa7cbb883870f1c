package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.land.Delivery;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Whether a dump may be applied to its table: dumps are applied in the order of their dates, one a
 * date.
 *
 * <p>The table itself remembers, in the transactions of its log, the number of the dump that was
 * applied last, and for each content the number it was applied with.
 */
final class DumpOrder {
  private static final String LAST = "bookreel:dump";
  private static final String CONTENT = "bookreel:dump:";

  /** Numbers go up with the date, and within one date with each redelivery. */
  private static final long REDELIVERIES_A_DAY = 1_000_000;

  /** Dates from 768 B.C. on have numbers above 0. */
  private static final long FIRST_DAY = 1_000_000;

  private final Delivery delivery;
  private final LocalDate date;
  private final long number;
  private final boolean applied;
  private final UserError refusal;

  private DumpOrder(
      Delivery delivery, LocalDate date, long number, boolean applied, UserError refusal) {
    this.delivery = delivery;
    this.date = date;
    this.number = number;
    this.applied = applied;
    this.refusal = refusal;
  }

  /**
   * Looks where a dump stands.
   *
   * @param table as it is, if there is one
   * @param overrides whether another content for the last dump's date replaces what that did, or
   *     the same one is applied anew
   */
  static DumpOrder of(Delivery delivery, Optional<Snapshot> table, Overrides overrides) {
    LocalDate date = LocalDate.parse(delivery.date());
    long first = first(date);
    long last = table.flatMap(snapshot -> snapshot.transaction(LAST)).orElse(-1L);
    LocalDate lastDate = LocalDate.ofEpochDay(last / REDELIVERIES_A_DAY - FIRST_DAY);
    if (last < first) {
      return new DumpOrder(delivery, date, first, false, null);
    }
    if (lastDate.isAfter(date)) {
      return new DumpOrder(
          delivery,
          date,
          last,
          false,
          UserError.refused(
              "the dump of " + delivery.dataset() + " for " + date + " is refused",
              "the table has the one for " + lastDate + " already, and dumps go in order",
              "Deliver a later one"));
    }
    long before =
        table.flatMap(snapshot -> snapshot.transaction(CONTENT + delivery.contentId())).orElse(-1L);
    if (before == last && !overrides.appliesAnew()) {
      return new DumpOrder(delivery, date, last, true, null);
    }
    if (overrides.redeliver()) {
      return new DumpOrder(delivery, date, last + 1, false, null);
    }
    return new DumpOrder(
        delivery,
        date,
        last,
        false,
        UserError.refused(
            "the dump of " + delivery.dataset() + " for " + date + " is refused",
            "another one was published for this date, with other content",
            "Run with --redeliver if this one is to replace it"));
  }

  /** Whether this very dump was the last one to be applied. */
  boolean isApplied() {
    return applied;
  }

  /** Why the dump must not be applied, if so. */
  Optional<UserError> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** The commit, which does nothing if this very dump was the last one to be applied. */
  Commit mark(Commit commit) {
    return commit
        .withTransaction(LAST, number)
        .withTransaction(CONTENT + delivery.contentId(), number)
        .withParameter("dump", date.toString());
  }

  private static long first(LocalDate date) {
    return (date.toEpochDay() + FIRST_DAY) * REDELIVERIES_A_DAY;
  }
}
