package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.RejectedRecords;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.quality.Measures;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * What one shard of keys, or the reports of some ranges, came to.
 *
 * @param read records that were read
 * @param quarantined records that were rejected
 * @param fates what became of the others
 * @param counts what became of the table's keys
 * @param files the quarantine's files
 * @param fields the columns or fields of the records
 * @param measures what was measured for its rules
 */
record ShardOutcome(
    long read,
    long quarantined,
    RecordFates fates,
    MatchCounts counts,
    List<WrittenFile> files,
    Fields fields,
    Measures measures)
    implements Serializable {

  /** Of reports: nothing was matched. */
  static ShardOutcome of(RejectedRecords rejected) {
    return new ShardOutcome(
        rejected.read(),
        rejected.quarantined(),
        new RecordFates(),
        new MatchCounts(),
        rejected.files(),
        rejected.fields(),
        rejected.measures());
  }

  /** Of a shard of keys. */
  static ShardOutcome of(RecordFates fates, MatchCounts counts) {
    return new ShardOutcome(0, 0, fates, counts, List.of(), Fields.NONE, Measures.NONE);
  }

  /** Of values that met. */
  static ShardOutcome of(Measures measures) {
    return new ShardOutcome(
        0, 0, new RecordFates(), new MatchCounts(), List.of(), Fields.NONE, measures);
  }

  byte[] encode() {
    return SerializableUtils.serializeToByteArray(this);
  }

  static ShardOutcome decode(byte[] bytes) {
    return (ShardOutcome) SerializableUtils.deserializeFromByteArray(bytes, "shard outcome");
  }
}
