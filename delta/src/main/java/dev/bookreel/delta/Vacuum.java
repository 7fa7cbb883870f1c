package dev.bookreel.delta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and removes the data files of a table that nobody needs any more: those of versions older
 * than a moment, and those that no version ever named.
 *
 * <p>A file younger than that moment stays in any case: somebody may be about to commit it.
 */
public final class Vacuum {
  /**
   * A file that nobody needs.
   *
   * @param path where it lies
   * @param size in bytes
   */
  public record Unneeded(String path, long size) {}

  private final DeltaTable table;
  private final Instant before;

  /**
   * Prepares a vacuum.
   *
   * @param before versions that were the latest at this moment or later keep all their files, and
   *     files that were written then or later stay
   */
  public Vacuum(DeltaTable table, Instant before) {
    this.table = table;
    this.before = before;
  }

  /** Finds them, by name. */
  public List<Unneeded> find() {
    Optional<Snapshot> latest = table.latest();
    if (latest.isEmpty()) {
      return List.of();
    }
    Set<String> needed = needed(latest.get());
    List<Unneeded> unneeded = new ArrayList<>();
    for (StoredFile file : files()) {
      String path = file.path().toString();
      if (!needed.contains(path) && file.modified().isBefore(before)) {
        unneeded.add(new Unneeded(path, file.size()));
      }
    }
    return unneeded.stream().sorted(Comparator.comparing(Unneeded::path)).toList();
  }

  /** Removes what {@link #find} found, and what nobody finished to write. */
  public void remove(List<Unneeded> files) {
    try {
      StoragePath.delete(files.stream().map(file -> StoragePath.of(file.path())).toList());
      StoragePath.of(table.path()).removeUnfinished(before);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove files of " + table.path(), e);
    }
  }

  private Set<String> needed(Snapshot latest) {
    long oldest = oldestInRetention(latest.version());
    TableLog log = new TableLog(table.path());
    Set<String> needed = new HashSet<>();
    Snapshot first = oldest == latest.version() ? latest : table.at(oldest).orElseThrow();
    first.files().forEach(file -> needed.add(file.location(table.path())));
    for (long version = oldest + 1; version <= latest.version(); version++) {
      for (JsonNode action : log.read(version).orElseThrow()) {
        if (action.has("add")) {
          needed.add(DataFile.location(table.path(), action.get("add").get("path").asText()));
        }
      }
    }
    return needed;
  }

  /** The version that was the latest one at the moment; of an unknown time counts as younger. */
  private long oldestInRetention(long latest) {
    return table
        .history()
        .filter(commit -> commit.at() != null && commit.at().isBefore(before))
        .map(CommitEntry::version)
        .findFirst()
        .orElseGet(() -> table.history().mapToLong(CommitEntry::version).min().orElse(latest));
  }

  private List<StoredFile> files() {
    try {
      return StoragePath.of(table.path()).allFiles().stream()
          .filter(file -> !file.path().toString().contains("/_delta_log/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + table.path(), e);
    }
  }
}
