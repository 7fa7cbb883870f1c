package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.match.KeyMatch.Fate;
import dev.bookreel.transforms.quality.Measures;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.ArrayList;
import java.util.List;

/** The outcomes of all shards of a dump, added up. */
final class DumpOutcome {
  private final String dataset;
  private final RecordFates fates = new RecordFates();
  private final MatchCounts counts = new MatchCounts();
  private final List<WrittenFile> files = new ArrayList<>();
  private Fields fields = Fields.NONE;
  private Measures measures = Measures.NONE;
  private long read;
  private long quarantined;

  DumpOutcome(String dataset) {
    this.dataset = dataset;
  }

  void add(ShardOutcome outcome) {
    fates.add(outcome.fates());
    counts.add(outcome.counts());
    files.addAll(outcome.files());
    fields = fields.plus(outcome.fields());
    measures = measures.plus(outcome.measures());
    read += outcome.read();
    quarantined += outcome.quarantined();
  }

  /** The quarantine's files, the fields of the records and the tally. */
  List<ManifestEntry> entries() {
    List<ManifestEntry> entries = new ArrayList<>();
    files.forEach(file -> entries.add(ManifestEntry.rejected(dataset, file)));
    entries.add(ManifestEntry.delivered(dataset, fields));
    Tally tally =
        new Tally(
            read,
            fates.accepted(),
            quarantined,
            fates.duplicates(),
            counts.of(Fate.INSERTED),
            counts.of(Fate.CHANGED),
            counts.of(Fate.DELETED),
            counts.of(Fate.REAPPEARED),
            counts.of(Fate.UNCHANGED));
    entries.add(ManifestEntry.matched(dataset, tally, counts.live()));
    entries.add(ManifestEntry.measured(dataset, measures));
    return entries;
  }
}
