package dev.bookreel.pipelines.run;

import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import java.util.Set;

/**
 * What the refining stages left behind, not committed yet.
 *
 * @param plan what they were to make again
 * @param links files of {@code refined/movie_books}
 * @param sessions files of the tables of sessions
 * @param days that were refined again without being delivered, since the epoch
 * @param delivered what became of delivered sessions
 */
record Refined(
    RefinePlan plan, Manifest links, Manifest sessions, Set<Integer> days, Manifest delivered) {
  /** The same, made without sessions that were refused: their counts are still told. */
  Refined afterRefusing(Manifest refused) {
    return new Refined(plan, links, sessions, days, refused);
  }

  /** Whether any refined table changes. */
  boolean changes() {
    return plan.linksMayDiffer()
        || !days.isEmpty()
        || sessions.changes(Tables.REFINED_STREAMS.name());
  }
}
