package dev.bookreel.transforms.match;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** File of a dump's table → chunks of fingerprints by shard. */
final class FingerprintTables extends DoFn<KV<Integer, Integer>, KV<KV<Integer, Long>, byte[]>> {
  private static final long serialVersionUID = 1L;
  private final List<DumpDelivery> dumps;

  FingerprintTables(List<DumpDelivery> dumps) {
    this.dumps = dumps;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Integer> part, OutputReceiver<KV<KV<Integer, Long>, byte[]>> out) {
    DumpDelivery delivery = dumps.get(part.getKey());
    ScatterVersions scatter =
        new ScatterVersions(
            delivery.dump(),
            part.getValue(),
            delivery.shards(),
            delivery.day(),
            (key, bytes) -> out.output(KV.of(KV.of(part.getKey(), key), bytes)));
    TableFile file = delivery.files().get(part.getValue());
    try (RowReader row = delivery.table().open(file, scatter.columns())) {
      scatter.scatter(row);
    }
  }
}
