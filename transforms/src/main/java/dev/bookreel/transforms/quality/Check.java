package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.util.List;

/** What a rule asks, to be decided from what was measured. */
sealed interface Check extends Serializable {
  /** All rows, or enough of them, meet the probe's condition. */
  record Rows(int probe, NumberCondition threshold) implements Check {}

  /** A figure is as asked: of a probe, or of the dataset as a whole. */
  record Figure(Statistic statistic, int probe, NumberCondition asked) implements Check {}

  /** Each value, or each list of values, comes once. */
  record Unique(int probe, boolean needsAll) implements Check {}

  /** A column was delivered. */
  record Exists(String column) implements Check {}

  /** As many columns were delivered as asked. */
  record Columns(NumberCondition asked) implements Check {}

  /** Decided before any row is read. */
  record Known(boolean holds) implements Check {}

  /** A number that a SELECT gives. */
  record Sql(String statement, NumberCondition asked) implements Check {}

  /** Rules joined by {@code and} or {@code or}. */
  record Joined(boolean all, List<Check> parts) implements Check {}

  /** What can be worked out of a measure. */
  enum Statistic {
    ROW_COUNT,
    COMPLETENESS,
    UNIQUENESS,
    DISTINCT,
    MEAN,
    SUM,
    DEVIATION
  }
}
