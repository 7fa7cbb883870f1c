package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.manifest.ManifestEntry;
import java.io.Serializable;
import java.util.List;

/**
 * What finishing one shard left behind: files, counts, and its part of the daily aggregates; or,
 * under the key of a file of {@code trusted/streams}, what is to go from there.
 *
 * @param entries for the run's manifest
 * @param daily empty for a shard of rejected records
 * @param corrected positions of the rows that corrections replace, in a file of the table
 */
record ShardResult(List<ManifestEntry> entries, List<DailyMovie> daily, List<Long> corrected)
    implements Serializable {
  /** The key under which all results meet but those for files. */
  static final int ALL = -1;

  static ShardResult of(List<ManifestEntry> entries, List<DailyMovie> daily) {
    return new ShardResult(entries, daily, List.of());
  }

  static ShardResult corrections(List<Long> positions) {
    return new ShardResult(List.of(), List.of(), positions);
  }
}
