package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.CommitResult;
import dev.bookreel.delta.ConflictException;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.lake.DeltaTableSink;
import dev.bookreel.pipelines.lake.DeltaTableSource;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lake's tables as one run sees them: each is fixed when the run first looks at it, and all
 * that the run decides is decided on that version.
 *
 * <p>The run's own commits are told apart: {@link #built} gives the version that holds what the run
 * has seen and done, nothing more.
 */
final class LakeTables {
  private final Lake lake;
  private final String run;
  private final LocalDate date;
  private final Map<String, Optional<Snapshot>> seen = new HashMap<>();
  private final Map<String, Long> built = new HashMap<>();

  LakeTables(Lake lake, String run, LocalDate date) {
    this.lake = lake;
    this.run = run;
    this.date = date;
  }

  /** The version that this run sees, if the table exists. */
  Optional<Snapshot> snapshot(Table table) {
    return seen.computeIfAbsent(table.name(), unused -> lake.table(table).latest());
  }

  /** The number of the version that this run sees. */
  long version(Table table) {
    return snapshot(table).map(Snapshot::version).orElse(Commit.NO_TABLE);
  }

  /**
   * The version that holds what this run has seen and done: others' commits behind it do not count.
   */
  long built(Table table) {
    return built.getOrDefault(table.name(), version(table));
  }

  /** The active files of a table; none when it does not exist. */
  List<DataFile> files(Table table) {
    return snapshot(table).map(Snapshot::files).orElse(List.of());
  }

  /** How many rows a table holds, as far as its files tell. */
  long rows(Table table) {
    return files(table).stream().mapToLong(DataFile::rows).sum();
  }

  /** What a table holds. */
  TableSource source(Table table) {
    return source(table, files(table));
  }

  /** What a table would hold without any file. */
  TableSource empty(Table table) {
    return source(table, List.of());
  }

  /** What a table will hold once the changes of a manifest are committed. */
  TableSource sourceAfter(Table table, Manifest manifest) {
    return source(table, filesAfter(table, manifest));
  }

  /** The files that a table will have once the changes of a manifest are committed. */
  List<DataFile> filesAfter(Table table, Manifest manifest) {
    Set<String> replaced = manifest.replaced(table.name());
    List<DataFile> files = new ArrayList<>(files(table));
    files.removeIf(file -> replaced.contains(file.path()));
    files.addAll(dataFiles(manifest.files(table.name())));
    return files;
  }

  /** Given files of a table. */
  TableSource source(Table table, List<DataFile> files) {
    return DeltaTableSource.of(table, lake.tablePath(table), files);
  }

  /** Where new files of a table go. */
  TableSink sink(Table table) {
    return new DeltaTableSink(table, lake.tablePath(table));
  }

  /** The changes of a manifest as a commit. */
  Commit merge(Table table, Manifest manifest) {
    Set<String> replaced = manifest.replaced(table.name());
    return Commit.merge(
        dataFiles(manifest.files(table.name())),
        files(table).stream().filter(file -> replaced.contains(file.path())).toList());
  }

  /** Commits what was decided on the version that this run sees. */
  CommitResult commit(Table table, Commit commit) {
    long before = version(table);
    Commit ours =
        commit
            .withSchema(table.schema(), table.partitionColumns(), table.grain())
            .withReadVersion(before)
            .withParameter("run", run);
    CommitResult result =
        lake.table(table).commit(date == null ? ours : ours.withParameter("date", date.toString()));
    long until = result.applied() ? result.version() - 1 : result.version();
    if (until > before
        && !lake.table(table).changedPartitions(before, until).map(Set::isEmpty).orElse(false)) {
      if (!result.applied()) {
        throw new ConflictException(lake.tablePath(table), before, "published the same delivery");
      }
      built.put(table.name(), before);
    } else {
      built.put(table.name(), result.version());
    }
    return result;
  }

  /** Removes files that no version of a table has. */
  void remove(Table table, List<DataFile> files) {
    try {
      StoragePath.delete(
          files.stream()
              .map(file -> StoragePath.of(file.location(lake.tablePath(table))))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove files of " + table.name(), e);
    }
  }

  static List<DataFile> dataFiles(List<WrittenFile> files) {
    return files.stream().map(file -> DataFile.fromJson(file.description())).toList();
  }
}
