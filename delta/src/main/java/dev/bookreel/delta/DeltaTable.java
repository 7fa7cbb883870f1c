package dev.bookreel.delta;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Delta table at a path: its latest version, and commits to it. */
public final class DeltaTable {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaTable.class);
  private static final int MOST_TRIES = 100;
  private static final int COMMITS_A_CHECKPOINT = 10;
  private final String path;
  private final KernelTable table;

  private DeltaTable(String path) {
    this.path = path;
    this.table = new KernelTable(path);
  }

  /** The table at a path, which need not exist yet. */
  public static DeltaTable at(String path) {
    boolean slash = path.length() > 1 && path.endsWith("/");
    return new DeltaTable(slash ? path.substring(0, path.length() - 1) : path);
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
   * An earlier version, or nothing when there is no table.
   *
   * @throws DeltaException when the table uses features that are not supported
   */
  public Optional<Snapshot> at(long version) {
    return table.at(version);
  }

  /** What became of the table, the latest version first; read from the log as far as it is used. */
  public Stream<CommitEntry> history() {
    TableLog log = new TableLog(path);
    long latest = latest().map(Snapshot::version).orElse(Commit.NO_TABLE);
    return LongStream.iterate(latest, version -> version >= 0, version -> version - 1)
        .mapToObj(version -> log.read(version).map(actions -> CommitEntry.of(version, actions)))
        .takeWhile(Optional::isPresent)
        .map(Optional::get);
  }

  /** The transactions that the log tells of, the highest number of each application. */
  public Map<String, Long> transactions() {
    TableLog log = new TableLog(path);
    Map<String, Long> transactions = new TreeMap<>();
    long latest = latest().map(Snapshot::version).orElse(Commit.NO_TABLE);
    for (long version = 0; version <= latest; version++) {
      for (JsonNode action : log.read(version).orElse(List.of())) {
        JsonNode txn = action.path("txn");
        if (!txn.isMissingNode()) {
          transactions.merge(txn.get("appId").asText(), txn.get("version").asLong(), Long::max);
        }
      }
    }
    return transactions;
  }

  /**
   * The partitions whose rows changed after a version, up to another one; a table without partition
   * columns has one, the empty one. Nothing when the log no longer tells.
   */
  public Optional<Set<Map<String, String>>> changedPartitions(long after, long until) {
    TableLog log = new TableLog(path);
    Set<Map<String, String>> changed = new LinkedHashSet<>();
    for (long version = after + 1; version <= until; version++) {
      Optional<List<JsonNode>> actions = log.read(version);
      if (actions.isEmpty()) {
        return Optional.empty();
      }
      for (JsonNode action : actions.get()) {
        JsonNode file = action.has("add") ? action.get("add") : action.path("remove");
        if (file.path("dataChange").asBoolean(false)) {
          if (!Actions.tellsPartition(file)) {
            return Optional.empty();
          }
          changed.add(Actions.partition(file));
        }
      }
    }
    return Optional.of(changed);
  }

  /**
   * Commits a change: all of it becomes visible at once, or nothing.
   *
   * <p>An append goes behind whatever others committed meanwhile. What was decided on a version of
   * the table ({@link Commit#withReadVersion}) goes behind commits that did not touch what was
   * read.
   *
   * @throws ConflictException when they did: decide again, on the new version
   * @throws DeltaException when others kept being first
   */
  public CommitResult commit(Commit commit) {
    TableLog log = new TableLog(path);
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      Optional<Snapshot> before = latest();
      if (alreadyCommitted(commit, before)) {
        return new CommitResult(before.get().version(), false, 0, 0);
      }
      Optional<Schema> schema = schemaToWrite(commit, before);
      if (commit.kind() == Commit.Kind.SCHEMA && schema.isEmpty()) {
        return new CommitResult(before.get().version(), false, 0, 0);
      }
      List<DataFile> removed = before.map(commit::removed).orElse(List.of());
      long version = before.map(Snapshot::version).orElse(Commit.NO_TABLE);
      requireNoConflict(log, commit, removed, version);
      if (log.putIfAbsent(version + 1, actions(commit, before, schema, removed))) {
        checkpoint(version + 1);
        return new CommitResult(version + 1, true, commit.files().size(), removed.size());
      }
    }
    throw new DeltaException(
        "cannot commit to " + path,
        MOST_TRIES + " times another writer was faster",
        "Run the command again when fewer writers are at work");
  }

  private static boolean alreadyCommitted(Commit commit, Optional<Snapshot> before) {
    return before.isPresent()
        && !commit.transactions().isEmpty()
        && commit.transactions().entrySet().stream()
            .allMatch(txn -> before.get().transaction(txn.getKey()).orElse(-1L) >= txn.getValue());
  }

  private void requireNoConflict(TableLog log, Commit commit, List<DataFile> removed, long latest) {
    if (commit.readVersion() == null) {
      return;
    }
    ConflictCheck check = new ConflictCheck(commit, removed);
    for (long version = commit.readVersion() + 1; version <= latest; version++) {
      long between = version;
      List<JsonNode> actions =
          log.read(version)
              .orElseThrow(
                  () ->
                      new ConflictException(
                          path, commit.readVersion(), "cleaned up version " + between));
      String conflict = check.conflict(actions);
      if (conflict != null) {
        throw new ConflictException(path, commit.readVersion(), conflict);
      }
    }
  }

  /** A commit stands with or without its checkpoint: the next one will make up for it. */
  private void checkpoint(long version) {
    if (version == 0 || version % COMMITS_A_CHECKPOINT != 0) {
      return;
    }
    try {
      table.writeCheckpoint(version);
    } catch (IOException | RuntimeException e) {
      LOG.warn("No checkpoint of version {} of {}: {}", version, path, e.toString());
    }
  }

  private static String actions(
      Commit commit, Optional<Snapshot> before, Optional<Schema> schema, List<DataFile> removed) {
    Actions actions = new Actions();
    actions.commitInfo(commit, before.map(Snapshot::version).orElse(Commit.NO_TABLE), removed);
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
    commit.transactions().forEach(actions::transaction);
    removed.forEach(file -> actions.remove(file, commit.changesData()));
    commit.files().forEach(file -> actions.add(file, commit.changesData()));
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
    if (!before.get().partitionColumns().equals(commit.partitionColumns())) {
      throw new DeltaException(
          "cannot commit to " + path,
          "it is partitioned by "
              + before.get().partitionColumns()
              + ", not by "
              + commit.partitionColumns(),
          "Write it as it is, or into a new table");
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
