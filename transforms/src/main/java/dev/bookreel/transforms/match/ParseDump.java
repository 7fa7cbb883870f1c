package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.parse.FileRange;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Range → packed chunks by shard, and reports under a negative key. */
final class ParseDump extends DoFn<FileRange, KV<Long, byte[]>> {
  private static final long serialVersionUID = 1L;
  private final Dump dump;
  private final int shards;
  private final Counter records = Metrics.counter("bookreel", "records");

  ParseDump(Dump dump, int shards) {
    this.dump = dump;
    this.shards = shards;
  }

  @ProcessElement
  public void process(@Element FileRange range, OutputReceiver<KV<Long, byte[]>> out) {
    try (DumpReader reader = dump.open(range)) {
      DumpScatter scatter =
          new DumpScatter(dump, range, shards, (key, bytes) -> out.output(KV.of(key, bytes)));
      records.inc(scatter.scatter(reader));
    }
  }
}
