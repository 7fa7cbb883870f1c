package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.land.Delivery;
import java.util.Optional;

/**
 * Whether a delivery of sessions was taken in before: the table remembers each, by date and
 * content, in the transactions of its log.
 */
final class StreamsOrder {
  private StreamsOrder() {}

  /** Whether the table holds a delivery. */
  static boolean holds(Optional<Snapshot> table, Delivery delivery) {
    return table.flatMap(snapshot -> snapshot.transaction(application(delivery))).isPresent();
  }

  /** The commit, which does nothing if the table holds the delivery. */
  static Commit mark(Commit commit, Delivery delivery) {
    return commit.withTransaction(application(delivery), 1);
  }

  private static String application(Delivery delivery) {
    return "bookreel:delivery:" + delivery.date() + ":" + delivery.contentId();
  }
}
