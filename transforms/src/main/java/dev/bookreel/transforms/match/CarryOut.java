package dev.bookreel.transforms.match;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableFile;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** What all shards decided for one file → the file, and what it replaces; outcomes → the tally. */
final class CarryOut extends DoFn<KV<KV<Integer, Long>, Iterable<byte[]>>, ManifestEntry> {
  private static final long serialVersionUID = 1L;
  private final List<DumpDelivery> dumps;

  CarryOut(List<DumpDelivery> dumps) {
    this.dumps = dumps;
  }

  @ProcessElement
  public void process(
      @Element KV<KV<Integer, Long>, Iterable<byte[]>> decided, OutputReceiver<ManifestEntry> out) {
    DumpDelivery delivery = dumps.get(decided.getKey().getKey());
    long key = decided.getKey().getValue();
    if (key == Decided.OUTCOME) {
      DumpOutcome outcome = new DumpOutcome(delivery.dump().name());
      decided.getValue().forEach(bytes -> outcome.add(ShardOutcome.decode(bytes)));
      outcome.entries().forEach(out::output);
    } else if (key < 0) {
      rewrite(delivery, Decided.file(key), decided.getValue(), out);
    } else {
      WriteRows rows = new WriteRows(delivery.dump(), delivery.ranges(), delivery.day());
      decided.getValue().forEach(rows::choose);
      out.output(ManifestEntry.written(rows.write(delivery.sink())));
    }
  }

  private static void rewrite(
      DumpDelivery delivery,
      int number,
      Iterable<byte[]> edits,
      OutputReceiver<ManifestEntry> out) {
    Table table = delivery.dump().table();
    TableFile file = delivery.files().get(number);
    RewriteVersions versions = new RewriteVersions(table);
    edits.forEach(versions::edit);
    versions
        .rewrite(delivery.table(), file, delivery.sink())
        .map(ManifestEntry::written)
        .ifPresent(out::output);
    out.output(ManifestEntry.replaced(table.name(), file.path()));
  }
}
