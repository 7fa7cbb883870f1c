package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.CommitResult;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.lake.DeltaTableSink;
import dev.bookreel.pipelines.lake.DeltaTableSource;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lake's tables as one run sees them: fixed when it looks first, changed by its own commits
 * only.
 *
 * <p>Each commit carries the run as its transaction and expects the version that the run has seen:
 * repeating a run commits nothing twice, and two runs at once cannot overwrite each other.
 */
final class LakeTables {
  private static final long ONLY_TRANSACTION = 1;
  private final Lake lake;
  private final String run;
  private final Map<String, Optional<Snapshot>> seen = new HashMap<>();

  LakeTables(Lake lake, String run) {
    this.lake = lake;
    this.run = run;
  }

  /** What a table holds. */
  TableSource source(Table table) {
    return DeltaTableSource.of(table, lake.tablePath(table), files(table));
  }

  /** What a table will hold once these files replace everything in it. */
  TableSource sourceOf(Table table, List<WrittenFile> files) {
    return DeltaTableSource.ofWritten(table, lake.tablePath(table), files);
  }

  /** Where new files of a table go. */
  TableSink sink(Table table) {
    return new DeltaTableSink(table, lake.tablePath(table));
  }

  /** The active files of a table; none when it does not exist. */
  List<DataFile> files(Table table) {
    return snapshot(table).map(Snapshot::files).orElse(List.of());
  }

  /** How many rows a table holds. */
  long rows(Table table) {
    return files(table).stream().mapToLong(DataFile::rows).sum();
  }

  CommitResult append(Table table, List<WrittenFile> files) {
    return commit(table, Commit.append(dataFiles(files)));
  }

  CommitResult replace(Table table, List<WrittenFile> files) {
    return commit(table, Commit.replace(dataFiles(files)));
  }

  /** Replaces the partitions that the files belong to. */
  CommitResult replacePartitions(Table table, List<WrittenFile> files) {
    Set<Map<String, String>> partitions =
        files.stream().map(WrittenFile::partition).collect(Collectors.toSet());
    return commit(table, Commit.replacePartitions(partitions, dataFiles(files)));
  }

  private CommitResult commit(Table table, Commit commit) {
    CommitResult result =
        lake.table(table)
            .commit(
                commit
                    .withSchema(table.schema(), table.partitionColumns(), table.grain())
                    .withTransaction("bookreel:" + run, ONLY_TRANSACTION)
                    .withReadVersion(
                        snapshot(table).map(Snapshot::version).orElse(Commit.NO_TABLE))
                    .withParameter("run", run));
    seen.remove(table.name());
    return result;
  }

  private Optional<Snapshot> snapshot(Table table) {
    return seen.computeIfAbsent(table.name(), unused -> lake.table(table).latest());
  }

  private static List<DataFile> dataFiles(List<WrittenFile> files) {
    return files.stream().map(file -> DataFile.fromJson(file.description())).toList();
  }
}
