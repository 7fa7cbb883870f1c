package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.manifest.ManifestStore;
import dev.bookreel.transforms.manifest.WriteManifest;
import dev.bookreel.transforms.match.TrustDump;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.RuleChecks;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** The stage that brings full dumps towards their trusted tables: it writes files, commits none. */
final class TrustDumps {
  /** A shard is held in memory while it is matched. */
  private static final long BYTES_A_SHARD = 64L << 20;

  private static final long ROWS_A_SHARD = 500_000;

  private final Lake lake;
  private final LakeTables tables;
  private final String run;
  private final QualityGate gate;

  TrustDumps(Lake lake, LakeTables tables, String run, QualityGate gate) {
    this.gate = gate;
    this.lake = lake;
    this.tables = tables;
    this.run = run;
  }

  /** Runs the stage; the manifest tells what it left behind. */
  Manifest run(Stages stages, Map<Dataset, Delivery> deliveries) {
    if (deliveries.keySet().stream().noneMatch(Dataset::isFullDump)) {
      return Manifest.of(List.of());
    }
    ManifestFile manifest = new ManifestFile(lake, run, "dumps");
    stages.run(
        "trusting dumps",
        records(deliveries),
        pipeline -> build(pipeline, deliveries, manifest.store()));
    return manifest.read();
  }

  private static long records(Map<Dataset, Delivery> deliveries) {
    return deliveries.entrySet().stream()
        .filter(delivered -> delivered.getKey().isFullDump())
        .mapToLong(delivered -> delivered.getValue().records())
        .sum();
  }

  private void build(Pipeline pipeline, Map<Dataset, Delivery> deliveries, ManifestStore manifest) {
    RuleWiring rules = new RuleWiring(lake, dump -> tables.source(dump.table()), deliveries);
    PCollectionList<ManifestEntry> entries = PCollectionList.empty(pipeline);
    for (Map.Entry<Dataset, Delivery> delivered : deliveries.entrySet()) {
      List<FileRange> ranges = RawRanges.of(lake, delivered.getKey(), delivered.getValue());
      if (delivered.getKey() instanceof Dump dump) {
        RuleChecks checks = rules.wire(pipeline, gate.rules(dump, delivered.getValue()), Set.of());
        entries = entries.and(trust(pipeline, dump, delivered.getValue(), ranges, checks));
      }
    }
    if (entries.size() > 0) {
      entries
          .apply("AllDumps", Flatten.pCollections())
          .apply("WriteManifest", WriteManifest.to(manifest));
    }
  }

  private PCollection<ManifestEntry> trust(
      Pipeline pipeline, Dump dump, Delivery delivery, List<FileRange> ranges, RuleChecks checks) {
    long shards =
        1 + Math.max(delivery.bytes() / BYTES_A_SHARD, tables.rows(dump.table()) / ROWS_A_SHARD);
    return pipeline.apply(
        dump.name(),
        new TrustDump(
            dump,
            ranges,
            Math.toIntExact(shards),
            LocalDate.parse(delivery.date()),
            tables.source(dump.table()),
            tables.sink(dump.table()),
            tables.sink(Tables.QUARANTINE),
            run,
            checks));
  }
}
