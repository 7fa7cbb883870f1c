package dev.bookreel.delta;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;

/**
 * Makes finished files part of a table, in one commit.
 *
 * @param schema of the rows; a new table gets it
 * @param partitionColumns of the table
 * @param description of a new table; may be null
 */
record RowsCommit(
    String path,
    DeltaIO.Mode mode,
    Schema schema,
    List<String> partitionColumns,
    String description)
    implements Serializable {
  private static final int MOST_TRIES = 100;

  /**
   * Commits, and creates the table when there is none.
   *
   * <p>What the files are checked against is the version that the commit says it has read: when
   * another writer changes the table meanwhile, the check is made again.
   *
   * @throws DeltaException when the rows do not fit into the table
   */
  CommitResult commit(List<DataFile> files, String application, long number) {
    DeltaTable table = DeltaTable.at(path);
    ConflictException last = null;
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      Optional<Snapshot> before = table.latest();
      before.ifPresent(
          snapshot -> TableShape.requireFits(path, snapshot, schema, partitionColumns));
      Commit commit =
          change(files)
              .withTransaction(application, number)
              .withReadVersion(before.map(Snapshot::version).orElse(Commit.NO_TABLE));
      try {
        return table.commit(
            before.isPresent() ? commit : commit.withSchema(schema, partitionColumns, description));
      } catch (ConflictException another) {
        last = another;
      }
    }
    throw last;
  }

  private Commit change(List<DataFile> files) {
    return switch (mode) {
      case APPEND -> Commit.append(files);
      case REPLACE -> Commit.replace(files);
      case REPLACE_PARTITIONS -> {
        Set<Map<String, String>> partitions = new LinkedHashSet<>();
        files.forEach(file -> partitions.add(file.partition()));
        yield Commit.replacePartitions(partitions, files);
      }
    };
  }
}
