package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.ManifestStore;
import dev.bookreel.transforms.manifest.WriteManifest;
import dev.bookreel.transforms.match.DumpDelivery;
import dev.bookreel.transforms.match.MergeDumps;
import dev.bookreel.transforms.quality.RuleChecks;
import dev.bookreel.transforms.quality.RuleSet;
import dev.bookreel.transforms.table.TableSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;

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
    List<DumpDelivery> dumps = new ArrayList<>();
    for (Map.Entry<Dataset, Delivery> delivered : deliveries.entrySet()) {
      if (delivered.getKey() instanceof Dump dump) {
        RuleSet asked = gate.rules(dump, delivered.getValue());
        dumps.add(delivery(dump, delivered.getValue(), rules.wire(pipeline, asked, Set.of())));
      }
    }
    pipeline
        .apply("MergeDumps", new MergeDumps(dumps, tables.sink(Tables.QUARANTINE), run))
        .apply("WriteManifest", WriteManifest.to(manifest));
  }

  private DumpDelivery delivery(Dump dump, Delivery delivery, RuleChecks checks) {
    long shards =
        1 + Math.max(delivery.bytes() / BYTES_A_SHARD, tables.rows(dump.table()) / ROWS_A_SHARD);
    TableSource table = tables.source(dump.table());
    return new DumpDelivery(
        dump,
        RawRanges.of(lake, dump, delivery),
        Math.toIntExact(shards),
        LocalDate.parse(delivery.date()),
        table,
        table.files(),
        tables.sink(dump.table()),
        checks);
  }
}
