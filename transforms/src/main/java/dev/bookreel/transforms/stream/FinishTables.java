package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.dataset.Streams;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.table.DropRows;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.TableFile;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * All results of a run → the table of daily aggregates, and every entry of the manifest; all
 * corrections of a file of {@code trusted/streams} → the file without the rows that they replace.
 */
final class FinishTables extends DoFn<KV<Integer, Iterable<ShardResult>>, ManifestEntry> {
  private static final long serialVersionUID = 1L;
  private final StreamTables tables;
  private final List<Integer> days;

  /**
   * Creates the function.
   *
   * @param days that are finished whatever was delivered
   */
  FinishTables(StreamTables tables, List<Integer> days) {
    this.tables = tables;
    this.days = days;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<ShardResult>> results, OutputReceiver<ManifestEntry> out) {
    if (results.getKey() == ShardResult.ALL) {
      finishDays(results.getValue(), out);
    } else {
      correct(tables.trusted().files().get(results.getKey()), results.getValue(), out);
    }
  }

  private void finishDays(Iterable<ShardResult> results, OutputReceiver<ManifestEntry> out) {
    DailyMerge merge = new DailyMerge();
    days.forEach(merge::finished);
    for (ShardResult result : results) {
      result.entries().forEach(out::output);
      merge.add(result.daily());
    }
    if (merge.isEmpty()) {
      return;
    }
    RowWriter writer = tables.dailySink().open(Map.of());
    merge.write(tables.daily(), writer);
    out.output(ManifestEntry.written(writer.finish()));
  }

  private void correct(
      TableFile file, Iterable<ShardResult> results, OutputReceiver<ManifestEntry> out) {
    DropRows rows = new DropRows(Streams.TABLE);
    results.forEach(result -> rows.drop(result.corrected()));
    rows.rewrite(tables.trusted(), file, tables.trustedSink())
        .map(ManifestEntry::written)
        .ifPresent(out::output);
    out.output(ManifestEntry.replaced(Streams.TABLE.name(), file.path()));
  }
}
