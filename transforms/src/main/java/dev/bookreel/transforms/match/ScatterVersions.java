package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.table.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Reads one file of a dump's table, and sends the fingerprints of its versions to their shards. */
final class ScatterVersions {
  private final RowFingerprints fingerprints;
  private final MatchChunk.Encoder[] chunks;
  private final int date;
  private final BiConsumer<Long, byte[]> out;

  /**
   * Prepares the reading of a file.
   *
   * @param file the file's place among those of the table
   * @param date the dump's date: what was closed before it can no longer change
   * @param out takes chunks by shard
   */
  ScatterVersions(Dump dump, int file, int shards, int date, BiConsumer<Long, byte[]> out) {
    this.fingerprints = new RowFingerprints(dump);
    this.chunks =
        Stream.generate(() -> MatchChunk.Encoder.ofVersions(file))
            .limit(shards)
            .toArray(MatchChunk.Encoder[]::new);
    this.date = date;
    this.out = out;
  }

  /** The columns to open the file with. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(fingerprints.columns());
    columns.addAll(List.of("valid_from", "valid_to", "deleted_on"));
    return columns;
  }

  /** Reads all rows. */
  void scatter(RowReader row) {
    int history = fingerprints.columns().size();
    for (long position = 0; row.next(); position++) {
      Integer validTo = date(row, history + 1);
      if (validTo == null || validTo >= date) {
        fingerprints.take(row);
        int shard = fingerprints.shard(chunks.length);
        chunks[shard].addVersion(
            fingerprints, position, date(row, history), validTo, date(row, history + 2));
        if (chunks[shard].isFull()) {
          out.accept((long) shard, chunks[shard].take());
        }
      }
    }
    for (int shard = 0; shard < chunks.length; shard++) {
      if (!chunks[shard].isEmpty()) {
        out.accept((long) shard, chunks[shard].take());
      }
    }
  }

  private static Integer date(RowReader row, int column) {
    return row.isNull(column) ? null : row.getInt(column);
  }
}
