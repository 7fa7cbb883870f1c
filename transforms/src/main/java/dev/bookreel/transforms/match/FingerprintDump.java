package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.RuleChecks;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Range → chunks of fingerprints by shard, and reports under a negative key. */
final class FingerprintDump extends DoFn<Integer, KV<Long, byte[]>> {
  private static final long serialVersionUID = 1L;
  private final Dump dump;
  private final List<FileRange> ranges;
  private final int shards;
  private final RuleChecks checks;
  private final Counter records = Metrics.counter("bookreel", "records");

  FingerprintDump(Dump dump, List<FileRange> ranges, int shards, RuleChecks checks) {
    this.dump = dump;
    this.ranges = ranges;
    this.shards = shards;
    this.checks = checks;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    int number = context.element();
    FileRange range = ranges.get(number);
    try (DumpReader reader = dump.open(range)) {
      ScatterDump scatter =
          new ScatterDump(
              dump,
              number,
              range,
              shards,
              checks.rules(),
              checks.references(context),
              (key, bytes) -> context.output(KV.of(key, bytes)));
      records.inc(scatter.scatter(reader));
    }
  }
}
