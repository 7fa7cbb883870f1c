package dev.bookreel.transforms.match;

import dev.bookreel.transforms.table.WrittenFile;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * What one shard of keys, or the reports of some ranges, came to.
 *
 * @param read records that were read
 * @param quarantined records that were rejected
 * @param fates what became of the others
 * @param counts what became of the table's keys
 * @param files the quarantine's files
 * @param unknownFields the columns or fields that the dataset does not know
 */
record ShardOutcome(
    long read,
    long quarantined,
    RecordFates fates,
    MatchCounts counts,
    List<WrittenFile> files,
    Set<String> unknownFields)
    implements Serializable {

  byte[] encode() {
    return SerializableUtils.serializeToByteArray(this);
  }

  static ShardOutcome decode(byte[] bytes) {
    return (ShardOutcome) SerializableUtils.deserializeFromByteArray(bytes, "shard outcome");
  }
}
