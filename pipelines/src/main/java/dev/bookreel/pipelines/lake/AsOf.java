package dev.bookreel.pipelines.lake;

import dev.bookreel.delta.CommitEntry;
import dev.bookreel.delta.DeltaTable;
import dev.bookreel.delta.Snapshot;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;

/** Finds the version of a table that a date saw. */
public final class AsOf {
  private AsOf() {}

  /**
   * The latest version of a run for this date or an earlier one; nothing when there is none.
   *
   * <p>A commit without a date (optimize, migrate, refine) belongs to the run before it.
   */
  public static Optional<Snapshot> snapshot(DeltaTable table, LocalDate date) {
    long candidate = -1;
    Iterator<CommitEntry> history = table.history().iterator();
    while (history.hasNext()) {
      CommitEntry commit = history.next();
      String ofRun = commit.parameters().get("date");
      if (ofRun == null) {
        candidate = Math.max(candidate, commit.version());
      } else if (LocalDate.parse(ofRun).isAfter(date)) {
        candidate = -1;
      } else {
        return table.at(Math.max(candidate, commit.version()));
      }
    }
    return Optional.empty();
  }
}
