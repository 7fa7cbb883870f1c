package dev.bookreel.delta;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;

/** A Delta table at a path: its latest version, and commits to it. */
public final class DeltaTable {
  private static final int MOST_TRIES = 100;
  private final String path;
  private final KernelTable table;

  private DeltaTable(String path) {
    this.path = path;
    this.table = new KernelTable(path);
  }

  /** The table at a path, which need not exist yet. */
  public static DeltaTable at(String path) {
    return new DeltaTable(path);
  }

  /** Where the table lies. */
  public String path() {
    return path;
  }

  /**
   * The latest version, or nothing when there is no table.
   *
   * @throws DeltaException when the table uses features that are not supported
   */
  public Optional<Snapshot> latest() {
    return table.latest();
  }

  /**
   * Commits a change: all of it becomes visible at once, or nothing.
   *
   * <p>An append goes behind whatever others committed meanwhile. A replacement is decided on what
   * the table holds at the moment; {@link Commit#withExpectedVersion} ties it to an earlier look.
   *
   * @throws DeltaException when the table is not at the expected version, or others kept being
   *     first
   */
  public CommitResult commit(Commit commit) {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      Optional<Snapshot> before = latest();
      if (alreadyCommitted(commit, before)) {
        return new CommitResult(before.get().version(), false, 0, 0);
      }
      long version = before.map(Snapshot::version).orElse(Commit.NO_TABLE);
      if (commit.expectedVersion() != null && commit.expectedVersion() != version) {
        throw new DeltaException(
            "cannot commit to " + path,
            "the table is at version "
                + version
                + ", not at "
                + commit.expectedVersion()
                + ": another writer was faster",
            "Run the command again");
      }
      Optional<Schema> schema = schemaToWrite(commit, before);
      if (commit.kind() == Commit.Kind.SCHEMA && schema.isEmpty()) {
        return new CommitResult(version, false, 0, 0);
      }
      List<DataFile> removed =
          before.map(Snapshot::files).orElse(List.of()).stream().filter(commit::removes).toList();
      if (new TableLog(path).putIfAbsent(version + 1, actions(commit, before, schema, removed))) {
        return new CommitResult(version + 1, true, commit.files().size(), removed.size());
      }
    }
    throw new DeltaException(
        "cannot commit to " + path,
        MOST_TRIES + " times another writer was faster",
        "Run the command again when fewer writers are at work");
  }

  private boolean alreadyCommitted(Commit commit, Optional<Snapshot> before) {
    return before.isPresent()
        && commit.application() != null
        && table.transaction(commit.application()).orElse(-1L) >= commit.transaction();
  }

  private static String actions(
      Commit commit, Optional<Snapshot> before, Optional<Schema> schema, List<DataFile> removed) {
    Actions actions = new Actions();
    actions.commitInfo(
        commit, before.map(Snapshot::version).orElse(Commit.NO_TABLE), removed.size());
    if (before.isEmpty()) {
      actions.protocol();
    }
    schema.ifPresent(
        columns ->
            actions.metadata(
                before.map(Snapshot::tableId).orElseGet(() -> UUID.randomUUID().toString()),
                columns,
                before.map(Snapshot::partitionColumns).orElse(commit.partitionColumns()),
                commit.description(),
                before.map(Snapshot::properties).orElse(Map.of())));
    if (commit.application() != null) {
      actions.transaction(commit.application(), commit.transaction());
    }
    removed.forEach(actions::remove);
    commit.files().forEach(actions::add);
    return actions.lines();
  }

  /** The schema to write with this commit, if any: of a new table, or with added columns. */
  private Optional<Schema> schemaToWrite(Commit commit, Optional<Snapshot> before) {
    if (before.isEmpty()) {
      return Optional.of(
          Objects.requireNonNull(commit.schema(), "the first commit needs a schema"));
    }
    if (commit.schema() == null) {
      return Optional.empty();
    }
    Schema.Builder evolved = Schema.builder().addFields(before.get().schema().getFields());
    boolean added = false;
    for (Field field : commit.schema().getFields()) {
      if (!before.get().schema().hasField(field.getName())) {
        evolved.addField(field.withType(field.getType().withNullable(true)));
        added = true;
      } else {
        refuseOtherType(before.get().schema().getField(field.getName()), field);
      }
    }
    return added ? Optional.of(evolved.build()) : Optional.empty();
  }

  private void refuseOtherType(Field existing, Field wanted) {
    if (ColumnType.of(existing) != ColumnType.of(wanted)) {
      throw new DeltaException(
          "cannot commit to " + path,
          "its column "
              + existing.getName()
              + " is "
              + ColumnType.of(existing)
              + ", not "
              + ColumnType.of(wanted),
          "Move the table away; it can be made again from the raw zone");
    }
  }
}
