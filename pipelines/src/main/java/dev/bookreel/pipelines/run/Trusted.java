package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.quality.RuleResult;
import dev.bookreel.transforms.table.TableSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the trusting stage left behind, not committed yet.
 *
 * @param deliveries all that was delivered
 * @param orders where each dump stands
 * @param refusals the sources that are refused, and why
 * @param manifest files and counts of the dumps
 * @param quality what their rules found
 */
record Trusted(
    Map<Dataset, Delivery> deliveries,
    Map<Dataset, DumpOrder> orders,
    Map<Source, UserError> refusals,
    Manifest manifest,
    Map<Dataset, List<RuleResult>> quality) {
  /** Of no delivery. */
  static final Trusted NOTHING =
      new Trusted(Map.of(), Map.of(), Map.of(), Manifest.of(List.of()), Map.of());

  /** The same with what the rules found in one more dataset, which may refuse its source. */
  Trusted judged(Dataset dataset, List<RuleResult> results) {
    Map<Dataset, List<RuleResult>> all = new LinkedHashMap<>(quality);
    all.put(dataset, results);
    Map<Source, UserError> refused = new LinkedHashMap<>(refusals);
    QualityGate.refusal(dataset, results)
        .ifPresent(error -> refused.putIfAbsent(dataset.source(), error));
    return new Trusted(deliveries, orders, refused, manifest, all);
  }

  boolean accepts(Dataset dataset) {
    return deliveries.containsKey(dataset) && !refusals.containsKey(dataset.source());
  }

  /** Whether a dump is about to change its table: not when the table has taken it in before. */
  boolean changes(Dataset dataset) {
    return accepts(dataset)
        && !orders.get(dataset).isApplied()
        && manifest.changes(dataset.table().name());
  }

  /** What is to be published. */
  Map<Dataset, Delivery> accepted() {
    Map<Dataset, Delivery> accepted = new LinkedHashMap<>(deliveries);
    accepted.keySet().removeIf(dataset -> !accepts(dataset));
    return accepted;
  }

  /** The tables of full dumps as they will be, by dataset. */
  Map<String, TableSource> sources(LakeTables tables) {
    Map<String, TableSource> sources = new HashMap<>();
    for (Dataset dataset : Datasets.dumps()) {
      sources.put(
          dataset.name(),
          changes(dataset)
              ? tables.sourceAfter(dataset.table(), manifest)
              : tables.source(dataset.table()));
    }
    return sources;
  }
}
