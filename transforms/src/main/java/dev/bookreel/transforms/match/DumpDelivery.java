package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.RuleChecks;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * One full dump, and the trusted table that it is merged into.
 *
 * @param ranges of the dump's files, in order
 * @param shards into how many parts the keys are divided; a shard is held in memory, some 120 bytes
 *     a key
 * @param date the dump's date, not before that of any dump that the table has seen
 * @param table {@link Dump#table} as it was when the run began
 * @param files its files then: workers name them by their places
 * @param sink where its new files go
 * @param checks the dataset's rules: which records are quarantined, and what is measured
 */
public record DumpDelivery(
    Dump dump,
    List<FileRange> ranges,
    int shards,
    LocalDate date,
    TableSource table,
    List<TableFile> files,
    TableSink sink,
    RuleChecks checks)
    implements Serializable {
  /** Rows of so much of a dump, uncompressed, make one file. */
  private static final long BYTES_A_BATCH = 64L << 20;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException when there is not even one shard
   */
  public DumpDelivery {
    if (shards < 1) {
      throw new IllegalArgumentException("a dump needs at least one shard, not " + shards);
    }
    ranges = List.copyOf(ranges);
    files = List.copyOf(files);
  }

  /** The date in days since the epoch. */
  int day() {
    return Math.toIntExact(date.toEpochDay());
  }

  /** For each range, the batch that it is written with. */
  int[] batches() {
    int[] batches = new int[ranges.size()];
    int batch = 0;
    long bytes = 0;
    for (int range = 0; range < batches.length; range++) {
      long size = ranges.get(range).end() - ranges.get(range).begin();
      if (bytes > 0 && bytes + size > BYTES_A_BATCH) {
        batch++;
        bytes = 0;
      }
      batches[range] = batch;
      bytes += size;
    }
    return batches;
  }
}
