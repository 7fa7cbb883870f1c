package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.manifest.ManifestEntry;
import java.io.Serializable;
import java.util.List;

/**
 * What finishing one shard left behind: files, counts, and its part of the daily aggregates.
 *
 * @param entries for the run's manifest
 * @param daily empty for a shard of rejected records
 */
record ShardResult(List<ManifestEntry> entries, List<DailyMovie> daily) implements Serializable {}
