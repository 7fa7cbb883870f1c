package dev.bookreel.pipelines.run;

import dev.bookreel.delta.CommitEntry;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.RawZone;
import dev.bookreel.transforms.dataset.Dataset;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what became of deliveries whose run died before it could note it: the table knows. */
public final class Settlement {
  /** The parameter by which a commit names the publication that it is. */
  static final String PUBLICATION = "publication";

  private final Lake lake;

  /** Settles deliveries of a lake. */
  public Settlement(Lake lake) {
    this.lake = lake;
  }

  /** Completes the notes beside all deliveries of a dataset. */
  public void settle(Dataset dataset) {
    new RawZone(lake)
        .outcomes(dataset)
        .forEach(
            (delivery, outcome) -> {
              if (outcome.hasUndecided()) {
                outcome.settled(published(dataset)).write(lake, dataset, delivery);
              }
            });
  }

  private Set<Long> published(Dataset dataset) {
    return lake.table(dataset.table())
        .history()
        .map(CommitEntry::parameters)
        .filter(parameters -> parameters.containsKey(PUBLICATION))
        .map(parameters -> Long.valueOf(parameters.get(PUBLICATION)))
        .collect(Collectors.toSet());
  }
}
