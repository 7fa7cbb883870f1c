package dev.bookreel.delta;

import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Reads and writes Delta tables as collections of {@link Row}s, on any runner.
 *
 * <pre>{@code
 * rows.apply(DeltaIO.write().to("/lake/events").withPartitionColumns("day"));
 * pipeline.apply(DeltaIO.read().from("/lake/events").withColumns("day", "user"));
 * }</pre>
 *
 * <p>Tables have reader version 1 and writer version 2 of Delta's protocol. Columns hold texts,
 * INT32, INT64, doubles, booleans, {@code SqlTypes.DATE}, {@code SqlTypes.TIMESTAMP} (microseconds)
 * and arrays of texts.
 */
public final class DeltaIO {
  private DeltaIO() {}

  /** What a write does with what the table holds. */
  public enum Mode {
    /** Adds the rows. */
    APPEND,
    /** Puts the rows in the place of everything. */
    REPLACE,
    /** Puts the rows in the place of the partitions that they belong to. */
    REPLACE_PARTITIONS
  }

  /** Writes rows into a table, which is created when there is none; appends unless told else. */
  public static Write write() {
    return new Write(null, Mode.APPEND, List.of(), null, 1, UUID.randomUUID().toString());
  }

  /** Reads the latest version of a table, as it is when the pipeline is built. */
  public static Read read() {
    return new Read(null, null, null);
  }

  /**
   * Writes rows into a table in one commit.
   *
   * <p>Input: bounded, with a schema. Output: one element, which names what was committed. All rows
   * become visible at once, or none: also an empty input is committed. A retried commit does
   * nothing.
   */
  public static final class Write extends PTransform<PCollection<Row>, PCollection<CommitResult>> {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final Mode mode;
    private final List<String> partitionColumns;
    private final String description;
    private final int shards;
    private final String transaction;

    private Write(
        String path,
        Mode mode,
        List<String> partitionColumns,
        String description,
        int shards,
        String transaction) {
      this.path = path;
      this.mode = mode;
      this.partitionColumns = List.copyOf(partitionColumns);
      this.description = description;
      this.shards = shards;
      this.transaction = transaction;
    }

    /** The table's folder. */
    public Write to(String newPath) {
      return new Write(newPath, mode, partitionColumns, description, shards, transaction);
    }

    /** What to do with what the table holds. */
    public Write withMode(Mode newMode) {
      return new Write(path, newMode, partitionColumns, description, shards, transaction);
    }

    /** The columns to partition a new table by; texts, INT32 or dates. */
    public Write withPartitionColumns(String... columns) {
      return new Write(path, mode, List.of(columns), description, shards, transaction);
    }

    /** What a row of a new table is, for people. */
    public Write withDescription(String grain) {
      return new Write(path, mode, partitionColumns, grain, shards, transaction);
    }

    /** Into how many files each partition is divided; 1 if not given. */
    public Write withNumShards(int newShards) {
      return new Write(path, mode, partitionColumns, description, newShards, transaction);
    }

    /** A name of this write: a table that has taken it in does not take it in again. */
    public Write withTransaction(String name) {
      return new Write(path, mode, partitionColumns, description, shards, name);
    }

    @Override
    public PCollection<CommitResult> expand(PCollection<Row> rows) {
      requirePath(path);
      Schema schema = rows.getSchema();
      for (String column : partitionColumns) {
        requirePartitionColumn(path, schema, column);
      }
      PCollection<String> files =
          rows.apply("ToShards", ParDo.of(new WriteFiles.ToShard(schema, partitionColumns, shards)))
              .setCoder(KvCoder.of(VarIntCoder.of(), RowCoder.of(schema)))
              .apply("GroupByShard", GroupByKey.create())
              .apply("WriteFiles", ParDo.of(new WriteFiles(path, schema, partitionColumns)))
              .setCoder(StringUtf8Coder.of());
      // A table without rows is committed, too.
      PCollection<String> atLeastOne =
          rows.getPipeline().apply("Nothing", Create.of(CommitFiles.NO_FILE));
      return PCollectionList.of(files)
          .and(atLeastOne)
          .apply("AllFiles", Flatten.pCollections())
          .apply(
              "Together", WithKeys.<Integer, String>of(0).withKeyType(TypeDescriptors.integers()))
          .apply("GroupFiles", GroupByKey.create())
          .apply(
              "Commit",
              ParDo.of(
                  new CommitFiles(path, mode, schema, partitionColumns, description, transaction)))
          .setCoder(SerializableCoder.of(CommitResult.class));
    }
  }

  /**
   * Reads rows of a table.
   *
   * <p>Output: a row for each row of the version, with the asked-for columns.
   */
  public static final class Read extends PTransform<PBegin, PCollection<Row>> {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final List<String> columns;
    private final Long version;

    private Read(String path, List<String> columns, Long version) {
      this.path = path;
      this.columns = columns;
      this.version = version;
    }

    /** The table's folder. */
    public Read from(String newPath) {
      return new Read(newPath, columns, version);
    }

    /** These columns only, in this order; all of the table if not given. */
    public Read withColumns(String... newColumns) {
      return new Read(path, List.of(newColumns), version);
    }

    /** An earlier version. */
    public Read withVersion(long newVersion) {
      return new Read(path, columns, newVersion);
    }

    @Override
    public PCollection<Row> expand(PBegin begin) {
      requirePath(path);
      DeltaTable table = DeltaTable.at(path);
      Snapshot snapshot =
          (version == null ? table.latest() : table.at(version))
              .orElseThrow(
                  () ->
                      new DeltaException(
                          "cannot read " + path, "there is no table", "Name its folder"));
      List<String> wanted = columns == null ? snapshot.schema().getFieldNames() : columns;
      Schema.Builder schema = Schema.builder();
      for (String column : wanted) {
        if (!snapshot.schema().hasField(column)) {
          throw new DeltaException(
              "cannot read " + path,
              "it has no column " + column,
              "There are " + String.join(", ", snapshot.schema().getFieldNames()));
        }
        schema.addField(snapshot.schema().getField(column));
      }
      Schema rowSchema = schema.build();
      return begin
          .apply(
              "Files",
              Create.of(snapshot.files().stream().map(DataFile::toJson).toList())
                  .withCoder(StringUtf8Coder.of()))
          .apply("Spread", Reshuffle.viaRandomKey())
          .apply("ReadFiles", ParDo.of(new ReadFiles(path, snapshot.schema(), rowSchema)))
          .setRowSchema(rowSchema);
    }
  }

  private static void requirePath(String path) {
    if (path == null) {
      throw new IllegalArgumentException("the table's path is missing: give to(…) or from(…)");
    }
  }

  private static void requirePartitionColumn(String path, Schema schema, String column) {
    if (!schema.hasField(column)) {
      throw new DeltaException(
          "cannot write " + path,
          "the rows have no column " + column + " to partition by",
          "There are " + String.join(", ", schema.getFieldNames()));
    }
    Field field = schema.getField(column);
    ColumnType type = ColumnType.of(field);
    if (type != ColumnType.STRING && type != ColumnType.INT && type != ColumnType.DATE) {
      throw new DeltaException(
          "cannot write " + path,
          "the column "
              + column
              + " is "
              + type
              + ", and tables are partitioned by texts,"
              + " INT32 or dates",
          "Choose another column");
    }
  }
}
