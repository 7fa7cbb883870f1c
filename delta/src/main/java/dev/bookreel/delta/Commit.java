package dev.bookreel.delta;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;

/**
 * A change of a table that becomes visible at once or not at all. Immutable; {@code with…} methods
 * give a changed copy.
 */
public final class Commit {
  /** The version to expect of a table that does not exist yet. */
  public static final long NO_TABLE = -1;

  enum Kind {
    APPEND,
    REPLACE,
    REPLACE_PARTITIONS,
    SCHEMA
  }

  private final Kind kind;
  private final List<DataFile> files;
  private final Set<Map<String, String>> partitions;
  private final Schema schema;
  private final List<String> partitionColumns;
  private final String description;
  private final String application;
  private final long transaction;
  private final Long expectedVersion;
  private final Map<String, String> parameters;

  private Commit(
      Kind kind,
      List<DataFile> files,
      Set<Map<String, String>> partitions,
      Schema schema,
      List<String> partitionColumns,
      String description,
      String application,
      long transaction,
      Long expectedVersion,
      Map<String, String> parameters) {
    this.kind = kind;
    this.files = files;
    this.partitions = partitions;
    this.schema = schema;
    this.partitionColumns = partitionColumns;
    this.description = description;
    this.application = application;
    this.transaction = transaction;
    this.expectedVersion = expectedVersion;
    this.parameters = parameters;
  }

  private static Commit of(Kind kind, List<DataFile> files, Set<Map<String, String>> partitions) {
    return new Commit(
        kind, List.copyOf(files), partitions, null, List.of(), null, null, 0, null, Map.of());
  }

  /** Adds files to what the table holds. */
  public static Commit append(List<DataFile> files) {
    return of(Kind.APPEND, files, Set.of());
  }

  /** Puts files in the place of everything the table holds. */
  public static Commit replace(List<DataFile> files) {
    return of(Kind.REPLACE, files, Set.of());
  }

  /** Puts files in the place of what some partitions hold, and leaves the others alone. */
  public static Commit replacePartitions(
      Set<Map<String, String>> partitions, List<DataFile> files) {
    return of(Kind.REPLACE_PARTITIONS, files, Set.copyOf(partitions));
  }

  /** Creates the table empty, or adds the columns that it lacks. */
  public static Commit schemaOnly() {
    return of(Kind.SCHEMA, List.of(), Set.of());
  }

  /** With the schema to create the table with; an existing table gets the columns it lacks. */
  public Commit withSchema(Schema newSchema, List<String> newPartitionColumns, String grain) {
    return new Commit(
        kind,
        files,
        partitions,
        newSchema,
        List.copyOf(newPartitionColumns),
        grain,
        application,
        transaction,
        expectedVersion,
        parameters);
  }

  /**
   * With a transaction's id: once a commit with this or a higher number of the application is part
   * of the table, committing again does nothing.
   */
  public Commit withTransaction(String newApplication, long number) {
    return new Commit(
        kind,
        files,
        partitions,
        schema,
        partitionColumns,
        description,
        newApplication,
        number,
        expectedVersion,
        parameters);
  }

  /** Only if the table still is at this version: what was decided on is still true. */
  public Commit withExpectedVersion(long version) {
    return new Commit(
        kind,
        files,
        partitions,
        schema,
        partitionColumns,
        description,
        application,
        transaction,
        version,
        parameters);
  }

  /** With a parameter that the table's history shows. */
  public Commit withParameter(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Commit(
        kind,
        files,
        partitions,
        schema,
        partitionColumns,
        description,
        application,
        transaction,
        expectedVersion,
        Map.copyOf(more));
  }

  Kind kind() {
    return kind;
  }

  List<DataFile> files() {
    return files;
  }

  Set<Map<String, String>> partitions() {
    return partitions;
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

  String application() {
    return application;
  }

  long transaction() {
    return transaction;
  }

  Long expectedVersion() {
    return expectedVersion;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  /** Whether a file of the table goes when this commit comes. */
  boolean removes(DataFile file) {
    return kind == Kind.REPLACE
        || (kind == Kind.REPLACE_PARTITIONS && partitions.contains(file.partition()));
  }
}
