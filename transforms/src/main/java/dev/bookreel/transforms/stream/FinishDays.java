package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.table.RowWriter;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** All results of a run → the table of daily aggregates, and every entry of the manifest. */
final class FinishDays extends DoFn<KV<Integer, Iterable<ShardResult>>, ManifestEntry> {
  private static final long serialVersionUID = 1L;
  private final StreamTables tables;

  FinishDays(StreamTables tables) {
    this.tables = tables;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<ShardResult>> results, OutputReceiver<ManifestEntry> out) {
    DailyMerge merge = new DailyMerge();
    for (ShardResult result : results.getValue()) {
      result.entries().forEach(out::output);
      merge.add(result.daily());
    }
    RowWriter writer = tables.dailySink().open(Map.of());
    merge.write(tables.daily(), writer);
    out.output(ManifestEntry.written(writer.finish()));
  }
}
