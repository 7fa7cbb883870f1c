package dev.bookreel.delta;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.schemas.Schema;

/**
 * A change of a table that becomes visible at once or not at all. Immutable; {@code with…} methods
 * give a changed copy.
 */
public final class Commit implements Cloneable {
  /** The version of a table that does not exist yet. */
  public static final long NO_TABLE = -1;

  enum Kind {
    APPEND,
    MERGE,
    REPLACE,
    REPLACE_PARTITIONS,
    OPTIMIZE,
    SCHEMA
  }

  private final Kind kind;
  private final List<DataFile> files;
  private final List<DataFile> removed;

  /** What the change was decided on; null: the whole table. */
  private Set<Map<String, String>> partitions;

  private boolean exclusive;
  private Schema schema;
  private List<String> partitionColumns = List.of();
  private String description;
  private Map<String, Long> transactions = Map.of();
  private Long readVersion;
  private Map<String, String> parameters = Map.of();
  private Map<String, Long> metrics = Map.of();

  private Commit(
      Kind kind,
      List<DataFile> files,
      List<DataFile> removed,
      Set<Map<String, String>> partitions) {
    this.kind = kind;
    this.files = List.copyOf(files);
    this.removed = List.copyOf(removed);
    this.partitions = partitions;
  }

  /** Adds files to what the table holds, whatever that is. */
  public static Commit append(List<DataFile> files) {
    return new Commit(Kind.APPEND, files, List.of(), Set.of());
  }

  /**
   * Puts files in the place of others, decided on what the whole table holds; {@link
   * #withReadPartitions} narrows that down.
   */
  public static Commit merge(List<DataFile> files, List<DataFile> removed) {
    return new Commit(Kind.MERGE, files, removed, null);
  }

  /** Puts files in the place of everything the table holds. */
  public static Commit replace(List<DataFile> files) {
    return new Commit(Kind.REPLACE, files, List.of(), null);
  }

  /** Puts files in the place of what some partitions hold, and leaves the others alone. */
  public static Commit replacePartitions(
      Set<Map<String, String>> partitions, List<DataFile> files) {
    return new Commit(Kind.REPLACE_PARTITIONS, files, List.of(), Set.copyOf(partitions));
  }

  /**
   * Puts files in the place of others that hold the same rows. It changes no data: only a commit
   * that removes one of the same files is in its way, and it is in the way of no append.
   */
  public static Commit optimize(List<DataFile> files, List<DataFile> removed) {
    return new Commit(Kind.OPTIMIZE, files, removed, Set.of());
  }

  /** Creates the table empty, or adds the columns that it lacks. */
  public static Commit schemaOnly() {
    return new Commit(Kind.SCHEMA, List.of(), List.of(), Set.of());
  }

  /** With the schema to create the table with; an existing table gets the columns it lacks. */
  public Commit withSchema(Schema newSchema, List<String> newPartitionColumns, String grain) {
    return with(
        copy -> {
          copy.schema = newSchema;
          copy.partitionColumns = List.copyOf(newPartitionColumns);
          copy.description = grain;
        });
  }

  /**
   * With a transaction's id: once a commit with this or a higher number of the application is part
   * of the table, committing again does nothing. With several, all of them must be there.
   */
  public Commit withTransaction(String application, long number) {
    return with(copy -> copy.transactions = plus(transactions, application, number));
  }

  /**
   * Decided on this version of the table: what others committed since must not touch what this
   * change was decided on.
   */
  public Commit withReadVersion(long version) {
    return with(copy -> copy.readVersion = version);
  }

  /** Decided on what these partitions hold, not on the rest of the table. */
  public Commit withReadPartitions(Set<Map<String, String>> read) {
    return with(copy -> copy.partitions = Set.copyOf(read));
  }

  /** Decided on what the whole table holds. */
  public Commit withWholeTableRead() {
    return with(copy -> copy.partitions = null);
  }

  /**
   * Only if nobody but an optimize committed since the version that it was decided on, whatever it
   * was.
   */
  public Commit exclusively() {
    return with(copy -> copy.exclusive = true);
  }

  /** With a parameter that the table's history shows. */
  public Commit withParameter(String name, String value) {
    return with(copy -> copy.parameters = plus(parameters, name, value));
  }

  /** With a number of rows that the table's history shows. */
  public Commit withMetric(String name, long rows) {
    return with(copy -> copy.metrics = plus(metrics, name, rows));
  }

  Kind kind() {
    return kind;
  }

  List<DataFile> files() {
    return files;
  }

  Schema schema() {
    return schema;
  }

  List<String> partitionColumns() {
    return partitionColumns;
  }

  String description() {
    return description;
  }

  Map<String, Long> transactions() {
    return transactions;
  }

  Long readVersion() {
    return readVersion;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  Map<String, Long> metrics() {
    return metrics;
  }

  boolean isExclusive() {
    return exclusive;
  }

  boolean changesData() {
    return kind != Kind.OPTIMIZE;
  }

  /** Whether the change was decided on what a partition holds. */
  boolean reads(Map<String, String> partition) {
    return partitions == null || partitions.contains(partition);
  }

  /** The files that go when this commit comes to a table that holds these. */
  List<DataFile> removed(Snapshot before) {
    return switch (kind) {
      case REPLACE, REPLACE_PARTITIONS ->
          before.files().stream().filter(file -> reads(file.partition())).toList();
      default -> removed;
    };
  }

  private Commit with(Consumer<Commit> change) {
    try {
      Commit copy = (Commit) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("it is Cloneable", e);
    }
  }

  private static <T> Map<String, T> plus(Map<String, T> map, String name, T value) {
    Map<String, T> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
