package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.parse.FileRange;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Range of a dump → chunks of fingerprints by shard, and reports under a negative key. */
final class FingerprintDumps extends DoFn<KV<Integer, Integer>, KV<KV<Integer, Long>, byte[]>> {
  private static final long serialVersionUID = 1L;
  private final List<DumpDelivery> dumps;
  private final Counter records = Metrics.counter("bookreel", "records");

  FingerprintDumps(List<DumpDelivery> dumps) {
    this.dumps = dumps;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    int place = context.element().getKey();
    int number = context.element().getValue();
    DumpDelivery delivery = dumps.get(place);
    FileRange range = delivery.ranges().get(number);
    try (DumpReader reader = delivery.dump().open(range)) {
      ScatterDump scatter =
          new ScatterDump(
              delivery.dump(),
              number,
              range,
              delivery.shards(),
              delivery.checks().rules(),
              delivery.checks().references(context),
              (key, bytes) -> context.output(KV.of(KV.of(place, key), bytes)));
      records.inc(scatter.scatter(reader));
    }
  }
}
