package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** What all shards decided for one file → the file, and what it replaces; outcomes → the tally. */
final class CarryOut extends DoFn<KV<Long, Iterable<byte[]>>, ManifestEntry> {
  private static final long serialVersionUID = 1L;
  private final Dump dump;
  private final List<FileRange> ranges;
  private final int date;
  private final TableSource table;
  private final List<TableFile> files;
  private final TableSink sink;

  CarryOut(
      Dump dump,
      List<FileRange> ranges,
      int date,
      TableSource table,
      List<TableFile> files,
      TableSink sink) {
    this.dump = dump;
    this.ranges = ranges;
    this.date = date;
    this.table = table;
    this.files = files;
    this.sink = sink;
  }

  @ProcessElement
  public void process(
      @Element KV<Long, Iterable<byte[]>> decided, OutputReceiver<ManifestEntry> out) {
    long key = decided.getKey();
    if (key == Decided.OUTCOME) {
      DumpOutcome outcome = new DumpOutcome(dump.name());
      decided.getValue().forEach(bytes -> outcome.add(ShardOutcome.decode(bytes)));
      outcome.entries().forEach(out::output);
    } else if (key < 0) {
      rewrite(files.get(Decided.file(key)), decided.getValue(), out);
    } else {
      WriteRows rows = new WriteRows(dump, ranges, date);
      decided.getValue().forEach(rows::choose);
      out.output(ManifestEntry.written(rows.write(sink)));
    }
  }

  private void rewrite(TableFile file, Iterable<byte[]> edits, OutputReceiver<ManifestEntry> out) {
    RewriteVersions versions = new RewriteVersions(dump.table());
    edits.forEach(versions::edit);
    versions.rewrite(table, file, sink).map(ManifestEntry::written).ifPresent(out::output);
    out.output(ManifestEntry.replaced(dump.table().name(), file.path()));
  }
}
