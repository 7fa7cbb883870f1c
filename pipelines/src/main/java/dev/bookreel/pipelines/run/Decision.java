package dev.bookreel.pipelines.run;

import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.table.Table;
import java.util.List;

/**
 * All that a run is about to publish, and why.
 *
 * @param trusted what becomes of the deliveries
 * @param refined what the refined tables get
 */
record Decision(Trusted trusted, Refined refined) {
  /** What would become of each dataset; no table has a new version. */
  List<DatasetSummary> summaries() {
    return trusted.deliveries().keySet().stream()
        .map(
            dataset ->
                new DatasetSummary(
                    dataset.name(),
                    trusted
                        .manifest()
                        .tally(dataset.name())
                        .plus(refined.delivered().tally(dataset.name())),
                    null))
        .toList();
  }

  /** Removes the files that were written, since nobody will publish them. */
  void discard(LakeTables tables) {
    for (Manifest manifest :
        List.of(trusted.manifest(), refined.links(), refined.sessions(), refined.delivered())) {
      for (Table table : Tables.all()) {
        tables.remove(table, LakeTables.dataFiles(manifest.files(table.name())));
      }
    }
  }
}
