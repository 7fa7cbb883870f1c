package dev.bookreel.transforms.match;

import dev.bookreel.transforms.table.WrittenFile;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What one shard of rows, or the reports of some ranges, came to.
 *
 * @param read records that were read
 * @param quarantined records that were rejected
 * @param fates what became of the others
 * @param files the data files that hold the outcome
 * @param unknownFields the columns or fields that the dataset does not know
 */
record ShardOutcome(
    long read,
    long quarantined,
    RecordFates fates,
    List<WrittenFile> files,
    Set<String> unknownFields)
    implements Serializable {}
