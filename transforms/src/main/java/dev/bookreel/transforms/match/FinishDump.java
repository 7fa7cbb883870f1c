package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** The outcome of all shards → the dataset's entries in the manifest, one of them its tally. */
final class FinishDump extends DoFn<KV<Integer, Iterable<ShardOutcome>>, ManifestEntry> {
  private static final long serialVersionUID = 1L;
  private final String dataset;
  private final String table;

  FinishDump(String dataset, String table) {
    this.dataset = dataset;
    this.table = table;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<ShardOutcome>> outcomes, OutputReceiver<ManifestEntry> out) {
    RecordFates fates = new RecordFates();
    Set<String> unknownFields = new TreeSet<>();
    long read = 0;
    long quarantined = 0;
    long inserted = 0;
    for (ShardOutcome outcome : outcomes.getValue()) {
      fates.add(outcome.fates());
      unknownFields.addAll(outcome.unknownFields());
      read += outcome.read();
      quarantined += outcome.quarantined();
      for (WrittenFile file : outcome.files()) {
        inserted += file.table().equals(table) ? file.rows() : 0;
        out.output(ManifestEntry.written(file));
      }
    }
    unknownFields.forEach(field -> out.output(ManifestEntry.unknownField(dataset, field)));
    out.output(
        ManifestEntry.counted(
            dataset,
            new Tally(
                read, fates.accepted(), quarantined, fates.duplicates(), inserted, 0, 0, 0, 0)));
  }
}
