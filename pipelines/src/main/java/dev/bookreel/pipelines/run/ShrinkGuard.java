package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds back a full dump that is much smaller than what it would replace: more likely it is broken
 * than that so much is gone.
 */
final class ShrinkGuard {
  private static final double MOST_LOST = 0.2;

  private ShrinkGuard() {}

  /** Why a dump must not replace a table, if so; both sizes are in rows. */
  static Optional<UserError> check(String dataset, long before, long after) {
    if (before == 0 || after >= before * (1 - MOST_LOST)) {
      return Optional.empty();
    }
    return Optional.of(
        UserError.refused(
            dataset + " is refused",
            String.format(
                Locale.ROOT,
                "the dump makes %,d rows where the table has %,d: it lost more than %.0f %%",
                after,
                before,
                MOST_LOST * 100),
            "Ask for the dump again, or run with --accept=shrink if this is right"));
  }
}
