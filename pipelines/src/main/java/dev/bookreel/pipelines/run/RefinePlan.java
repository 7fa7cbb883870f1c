package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.stream.CatalogueSources;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of the refined tables must be made again, so that they are what a full refine would make.
 *
 * <p>The refined tables say which trusted versions they were made from. What changed since then,
 * committed or about to be, decides. Whatever cannot be told counts as changed.
 */
final class RefinePlan {
  private final boolean everything;
  private final Set<String> changedDatasets = new HashSet<>();
  private final Set<Integer> days = new TreeSet<>();
  private CatalogueSources before;

  private RefinePlan(boolean everything) {
    this.everything = everything;
  }

  /**
   * Compares what the refined tables were made from with what they shall be made from.
   *
   * @param dumps what is about to be committed to the tables of dumps
   */
  static RefinePlan of(Lake lake, LakeTables tables, Trusted dumps) {
    Optional<BuiltFrom> built = built(lake, tables, Tables.DAILY_MOVIES);
    // They differ when a run died between their commits, or two runs took turns.
    if (built.isEmpty()
        || !built.equals(built(lake, tables, Tables.REFINED_STREAMS))
        || !built.equals(built(lake, tables, Tables.MOVIE_BOOKS))) {
      return everything();
    }
    RefinePlan plan = new RefinePlan(false);
    for (Dataset dataset : Datasets.all()) {
      Table table = dataset.table();
      Optional<Set<Map<String, String>>> changed =
          lake.table(table)
              .changedPartitions(built.get().version(table.name()), tables.version(table));
      if (changed.isEmpty() || built.get().version(table.name()) > tables.version(table)) {
        return everything();
      }
      if (!changed.get().isEmpty() || (dataset.isFullDump() && dumps.changes(dataset))) {
        plan.changedDatasets.add(dataset.name());
      }
      if (!dataset.isFullDump() && !plan.takesDays(changed.get())) {
        return everything();
      }
    }
    if (plan.catalogueMayDiffer() && !plan.findBefore(lake, tables, built.get())) {
      return everything();
    }
    return plan;
  }

  private static Optional<BuiltFrom> built(Lake lake, LakeTables tables, Table table) {
    return BuiltFrom.of(lake.table(table), tables.version(table));
  }

  /** All of it, whatever changed. */
  static RefinePlan everything() {
    return new RefinePlan(true);
  }

  /** Whether all tables are made anew. */
  boolean isEverything() {
    return everything;
  }

  /** Whether the links of movies and books may come out otherwise. */
  boolean linksMayDiffer() {
    return everything || changed("reviews", "books", "authors", "movies");
  }

  /** Whether sessions of days without a change of their own may come out otherwise. */
  boolean catalogueMayDiffer() {
    return everything || changed("reviews", "movies", "users");
  }

  /** The days whose sessions changed since refined was made, since the epoch. */
  Set<Integer> days() {
    return days;
  }

  /** What sessions were enriched with when refined was made; null when everything is made anew. */
  CatalogueSources before() {
    return before;
  }

  private boolean changed(String... datasets) {
    return List.of(datasets).stream().anyMatch(changedDatasets::contains);
  }

  private boolean findBefore(Lake lake, LakeTables tables, BuiltFrom built) {
    List<DataFile> movies = filesAt(lake, tables, "movies", built);
    List<DataFile> users = filesAt(lake, tables, "users", built);
    if (movies == null || users == null) {
      return false;
    }
    before =
        new CatalogueSources(
            tables.source(Datasets.named("movies").table(), movies),
            tables.source(Datasets.named("users").table(), users),
            tables.source(Tables.MOVIE_BOOKS));
    return true;
  }

  /** The files that a table had; null when one is gone. */
  private static List<DataFile> filesAt(
      Lake lake, LakeTables tables, String dataset, BuiltFrom built) {
    Table table = Datasets.named(dataset).table();
    long version = built.version(table.name());
    if (version == Commit.NO_TABLE) {
      return List.of();
    }
    if (version == tables.version(table)) {
      return tables.files(table);
    }
    Optional<Snapshot> snapshot = lake.table(table).at(version);
    List<DataFile> files = snapshot.map(Snapshot::files).orElse(List.of());
    Set<DataFile> active = new HashSet<>(tables.files(table));
    for (DataFile file : files) {
      if (!active.contains(file) && !exists(file.location(lake.tablePath(table)))) {
        return null;
      }
    }
    return files;
  }

  private static boolean exists(String path) {
    try {
      return StoragePath.of(path).isFile();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for " + path, e);
    }
  }

  /** False when another engine's rows are of no day. */
  private boolean takesDays(Set<Map<String, String>> partitions) {
    for (Map<String, String> partition : partitions) {
      String day = partition.get("start_date");
      if (day == null) {
        return false;
      }
      days.add((int) LocalDate.parse(day).toEpochDay());
    }
    return true;
  }
}
