package dev.bookreel.pipelines.tend;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.CommitResult;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.lake.DeltaTableSink;
import dev.bookreel.pipelines.lake.DeltaTableSource;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.run.ManifestFile;
import dev.bookreel.pipelines.run.Stages;
import dev.bookreel.transforms.compact.JoinFiles;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.manifest.WriteManifest;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Puts the small files of each partition together into files of a sensible size.
 *
 * <p>A commit of its own for each table, which changes no row: it is in the way of no append, and
 * what was decided on the rows before still holds.
 */
public final class Optimize {
  private static final long SMALL = 32L << 20;
  private static final long SENSIBLE = 128L << 20;

  /**
   * What it came to for one table.
   *
   * @param before how many files it had
   * @param after how many it has
   */
  public record Result(String table, long before, long after, long version) {}

  private final Lake lake;
  private final Stages stages;
  private final String run;

  /** Prepares the work on a lake. */
  public Optimize(Lake lake, Stages stages, String run) {
    this.lake = lake;
    this.stages = stages;
    this.run = run;
  }

  /** Optimizes these tables, and tells of those in which something was to be done. */
  public List<Result> run(List<Table> tables) {
    Map<Table, Snapshot> snapshots = new LinkedHashMap<>();
    Map<Table, List<List<TableFile>>> groups = new LinkedHashMap<>();
    for (Table table : tables) {
      lake.table(table)
          .latest()
          .ifPresent(
              snapshot -> {
                List<List<TableFile>> found = groups(snapshot.files());
                if (!found.isEmpty()) {
                  snapshots.put(table, snapshot);
                  groups.put(table, found);
                }
              });
    }
    return groups.isEmpty() ? List.of() : commit(snapshots, join(snapshots, groups));
  }

  private Manifest join(Map<Table, Snapshot> snapshots, Map<Table, List<List<TableFile>>> groups) {
    ManifestFile manifest = new ManifestFile(lake, run, "optimize");
    stages.run(
        "optimizing",
        0,
        pipeline -> {
          PCollectionList<ManifestEntry> entries = PCollectionList.empty(pipeline);
          for (Map.Entry<Table, List<List<TableFile>>> group : groups.entrySet()) {
            Table table = group.getKey();
            String path = lake.tablePath(table);
            entries =
                entries.and(
                    pipeline.apply(
                        table.name(),
                        new JoinFiles(
                            table,
                            DeltaTableSource.of(table, path, snapshots.get(table).files()),
                            new DeltaTableSink(table, path),
                            group.getValue())));
          }
          entries
              .apply("AllTables", Flatten.pCollections())
              .apply("WriteManifest", WriteManifest.to(manifest.store()));
        });
    return manifest.read();
  }

  private List<Result> commit(Map<Table, Snapshot> snapshots, Manifest manifest) {
    List<Result> results = new ArrayList<>();
    snapshots.forEach(
        (table, snapshot) -> {
          Set<String> replaced = manifest.replaced(table.name());
          List<DataFile> removed =
              snapshot.files().stream().filter(file -> replaced.contains(file.path())).toList();
          List<DataFile> written =
              manifest.files(table.name()).stream()
                  .map(WrittenFile::description)
                  .map(DataFile::fromJson)
                  .toList();
          CommitResult result =
              lake.table(table)
                  .commit(
                      Commit.optimize(written, removed)
                          .withReadVersion(snapshot.version())
                          .withParameter("run", run));
          results.add(
              new Result(
                  table.name(),
                  snapshot.files().size(),
                  snapshot.files().size() - removed.size() + written.size(),
                  result.version()));
        });
    return results;
  }

  /** Small files of one partition, together no larger than a sensible one; at least two. */
  static List<List<TableFile>> groups(List<DataFile> files) {
    Map<Map<String, String>, List<DataFile>> small = new LinkedHashMap<>();
    for (DataFile file : files) {
      if (file.size() < SMALL) {
        small.computeIfAbsent(file.partition(), unused -> new ArrayList<>()).add(file);
      }
    }
    List<List<TableFile>> groups = new ArrayList<>();
    for (List<DataFile> candidates : small.values()) {
      candidates.sort(Comparator.comparing(DataFile::path));
      List<TableFile> group = new ArrayList<>();
      long size = 0;
      for (DataFile file : candidates) {
        if (size + file.size() > SENSIBLE) {
          groups.add(group);
          group = new ArrayList<>();
          size = 0;
        }
        group.add(new TableFile(file.path(), file.partition(), file.rows(), file.size()));
        size += file.size();
      }
      groups.add(group);
    }
    groups.removeIf(group -> group.size() < 2);
    return groups;
  }
}
