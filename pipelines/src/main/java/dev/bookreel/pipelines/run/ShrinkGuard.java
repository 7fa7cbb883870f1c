package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds back a full dump in which many keys are missing that the table has: more likely it is
 * broken than that so much was deleted.
 */
final class ShrinkGuard {
  private static final double MOST_LOST = 0.2;

  private ShrinkGuard() {}

  /**
   * Why a dump must not be applied, if so.
   *
   * @param live keys that the table has, not deleted
   * @param missing those of them that the dump does not have
   */
  static Optional<UserError> check(String dataset, long live, long missing) {
    if (missing <= live * MOST_LOST) {
      return Optional.empty();
    }
    return Optional.of(
        UserError.refused(
            dataset + " is refused",
            String.format(
                Locale.ROOT,
                "of %,d keys that the table has, the dump lacks %,d: more than %.0f %%",
                live,
                missing,
                MOST_LOST * 100),
            "Ask for the dump again, or run with --accept=shrink if this is right"));
  }
}
