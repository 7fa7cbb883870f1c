package dev.bookreel.delta;

import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.Row;

/**
 * Reads and writes Delta tables as rows with a schema.
 *
 * <pre>{@code
 * PCollection<CommitResult> result =
 *     rows.apply(DeltaIO.write().to("/lake/visits").withPartitionColumns("day"));
 * PCollection<Row> visits = pipeline.apply(DeltaIO.read().from("/lake/visits"));
 * }</pre>
 *
 * <p>Columns are STRING, INT32, INT64, DOUBLE, BOOLEAN, {@code SqlTypes.DATE}, {@code
 * SqlTypes.TIMESTAMP} and arrays of STRING, nullable or not.
 */
public final class DeltaIO {
  private DeltaIO() {}

  /** What becomes of the rows that the table holds. */
  public enum Mode {
    /** They stay, beside the new ones. */
    APPEND,
    /** All of them go. */
    REPLACE,
    /** Those go whose partition gets new rows. */
    REPLACE_PARTITIONS
  }

  /** Writes rows to a table, in one commit. */
  public static Write write() {
    return new Write();
  }

  /** Reads the rows of a table. */
  public static Read read() {
    return new Read();
  }

  /**
   * Writes bounded rows to a table and commits once, when all of them are written: readers see all
   * rows or none. The result has one element. Immutable; {@code with…} methods give a changed copy.
   *
   * <p>The table is created when there is none, also without rows. An existing one keeps its
   * schema: rows may lack nullable columns of it, and have no others. A partition's value that is
   * the empty text becomes null, as Delta has it.
   */
  public static final class Write extends PTransform<PCollection<Row>, PCollection<CommitResult>>
      implements Cloneable {
    private static final long serialVersionUID = 1L;
    private String path;
    private Mode mode = Mode.APPEND;
    private List<String> partitionColumns = List.of();
    private String description;
    private KV<String, Long> transaction;
    private int shards = 1;

    private Write() {}

    /** To the table at a path. */
    public Write to(String tablePath) {
      return with(copy -> copy.path = withoutSlash(tablePath));
    }

    /** Says what becomes of the rows that the table holds; by default they stay. */
    public Write withMode(Mode newMode) {
      return with(copy -> copy.mode = newMode);
    }

    /**
     * With the table's partition columns, by default none; an existing table must have the same.
     */
    public Write withPartitionColumns(String... columns) {
      return with(copy -> copy.partitionColumns = List.of(columns));
    }

    /** With a description of a new table: what a row of it is. */
    public Write withDescription(String grain) {
      return with(copy -> copy.description = grain);
    }

    /**
     * With a transaction: once the table has one of this application with this number or a higher
     * one, writing again does nothing. By default each run of the pipeline has one of its own.
     */
    public Write withTransaction(String application, long number) {
      return with(copy -> copy.transaction = KV.of(application, number));
    }

    /**
     * With at most so many files for each partition, by default 1. A runner may hold the rows of a
     * file in memory: give large writes more.
     */
    public Write withNumShards(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("there must be at least 1 shard, not " + count);
      }
      return with(copy -> copy.shards = count);
    }

    @Override
    public PCollection<CommitResult> expand(PCollection<Row> rows) {
      requireOptions(rows);
      Schema schema = rows.getSchema();
      TableShape.requirePossible(schema, partitionColumns);
      // Checked again with the commit; here it saves writing everything in vain.
      DeltaTable.at(path)
          .latest()
          .ifPresent(table -> TableShape.requireFits(path, table, schema, partitionColumns));
      return rows.apply(
              "All at once",
              Window.<Row>into(new GlobalWindows())
                  .triggering(DefaultTrigger.of())
                  .discardingFiredPanes())
          .apply("Write rows", new WriteRows(path, partitionColumns, shards))
          .apply(
              "Commit files",
              new CommitFiles(
                  new RowsCommit(path, mode, schema, partitionColumns, description), transaction));
    }

    private void requireOptions(PCollection<Row> rows) {
      if (path == null) {
        throw new IllegalArgumentException("DeltaIO.write() has no path. Call to(path)");
      }
      if (mode == Mode.REPLACE_PARTITIONS && partitionColumns.isEmpty()) {
        throw new IllegalArgumentException(
            "DeltaIO.write() cannot replace partitions without partition columns. Call"
                + " withPartitionColumns(…), or replace the table");
      }
      if (rows.isBounded() == IsBounded.UNBOUNDED) {
        throw new IllegalArgumentException(
            "DeltaIO.write() commits when all rows are written, and these never end. Give it"
                + " bounded rows");
      }
      if (!rows.hasSchema()) {
        throw new IllegalArgumentException(
            "DeltaIO.write() got rows without a schema. Call setRowSchema(…) on them");
      }
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      builder
          .addIfNotNull(DisplayData.item("path", path))
          .add(DisplayData.item("mode", mode.name()))
          .add(DisplayData.item("partitionColumns", partitionColumns.toString()));
    }

    private Write with(Consumer<Write> change) {
      try {
        Write copy = (Write) clone();
        change.accept(copy);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("it is Cloneable", e);
      }
    }
  }

  /**
   * Reads the rows of a table, of the version that is the latest when the pipeline is built.
   * Immutable; {@code with…} methods give a changed copy.
   */
  public static final class Read extends PTransform<PBegin, PCollection<Row>> implements Cloneable {
    private static final long serialVersionUID = 1L;
    private String path;
    private List<String> columns;
    private Long version;

    private Read() {}

    /** From the table at a path. */
    public Read from(String tablePath) {
      return with(copy -> copy.path = withoutSlash(tablePath));
    }

    /** Only these columns, in this order; by default all. The others are not read from disk. */
    public Read withColumns(String... names) {
      if (names.length == 0) {
        throw new IllegalArgumentException(
            "DeltaIO.read() needs a column at least. Name one, or leave withColumns() out");
      }
      return with(copy -> copy.columns = List.of(names));
    }

    /** From an earlier version of the table. */
    public Read withVersion(long number) {
      return with(copy -> copy.version = number);
    }

    @Override
    public PCollection<Row> expand(PBegin begin) {
      if (path == null) {
        throw new IllegalArgumentException("DeltaIO.read() has no path. Call from(path)");
      }
      Snapshot snapshot = snapshot(DeltaTable.at(path));
      return begin.apply(
          new ReadFiles(path, snapshot.version(), snapshot.schema(), chosen(snapshot.schema())));
    }

    private Snapshot snapshot(DeltaTable table) {
      Snapshot latest =
          table
              .latest()
              .orElseThrow(
                  () ->
                      new DeltaException(
                          "cannot read " + path, "there is no Delta table", "Check the path"));
      if (version == null) {
        return latest;
      }
      if (version < 0 || version > latest.version()) {
        throw new DeltaException(
            "cannot read version " + version + " of " + path,
            "its latest version is " + latest.version(),
            "Ask for one from 0 to that");
      }
      return table.at(version).orElseThrow();
    }

    private Schema chosen(Schema all) {
      if (columns == null) {
        return all;
      }
      Schema.Builder chosen = Schema.builder();
      for (String column : columns) {
        if (!all.hasField(column)) {
          throw new DeltaException(
              "cannot read " + path,
              "it has no column " + column,
              "Its columns are " + all.getFieldNames());
        }
        chosen.addField(all.getField(column));
      }
      return chosen.build();
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      builder
          .addIfNotNull(DisplayData.item("path", path))
          .addIfNotNull(DisplayData.item("version", version));
    }

    private Read with(Consumer<Read> change) {
      try {
        Read copy = (Read) clone();
        change.accept(copy);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("it is Cloneable", e);
      }
    }
  }

  /** With a slash at the end, names on object stores would have two. */
  private static String withoutSlash(String path) {
    return path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
  }
}
