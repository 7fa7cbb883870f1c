package dev.bookreel.delta;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.beam.sdk.schemas.Schema;

/** A table as one version has it. */
public final class Snapshot {
  private final long version;
  private final String tableId;
  private final Schema schema;
  private final List<String> partitionColumns;
  private final Map<String, String> properties;
  private final Function<String, Optional<Long>> transactions;
  private final Supplier<List<DataFile>> source;
  private List<DataFile> files;

  Snapshot(
      long version,
      String tableId,
      Schema schema,
      List<String> partitionColumns,
      Map<String, String> properties,
      Function<String, Optional<Long>> transactions,
      Supplier<List<DataFile>> source) {
    this.version = version;
    this.tableId = tableId;
    this.schema = schema;
    this.partitionColumns = List.copyOf(partitionColumns);
    this.properties = Map.copyOf(properties);
    this.transactions = transactions;
    this.source = source;
  }

  /** The number of the commit. */
  public long version() {
    return version;
  }

  /** The table's id. */
  public String tableId() {
    return tableId;
  }

  /** All columns, partition columns included; descriptions are the columns' comments. */
  public Schema schema() {
    return schema;
  }

  /** The names of the partition columns, in order. */
  public List<String> partitionColumns() {
    return partitionColumns;
  }

  /** The table's properties. */
  public Map<String, String> properties() {
    return properties;
  }

  /** The highest number that an application has committed with. */
  public Optional<Long> transaction(String application) {
    return transactions.apply(application);
  }

  /** The active data files, read from the log when they are first asked for. */
  public synchronized List<DataFile> files() {
    if (files == null) {
      files = source.get();
    }
    return files;
  }
}
