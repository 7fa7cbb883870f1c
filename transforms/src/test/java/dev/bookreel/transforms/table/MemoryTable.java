package dev.bookreel.transforms.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.schemas.Schema.TypeName;

/**
 * A table in the memory of this process, for tests: what is written to it can be read from it.
 *
 * <p>Files outlive serialization: copies of a table share them. Rows are read back as lists, values
 * in the order of the columns.
 */
public final class MemoryTable implements TableSink, TableSource {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<List<Object>>> FILES = new ConcurrentHashMap<>();
  private static final Map<String, Map<String, String>> PARTITIONS = new ConcurrentHashMap<>();
  private final Table table;
  private final String id = UUID.randomUUID().toString();

  public MemoryTable(Table table) {
    this.table = table;
  }

  /** Adds a file with these rows; each is all values in order, the trailing nulls left out. */
  public MemoryTable with(List<List<Object>> rows) {
    return with(Map.of(), rows);
  }

  /** Adds a file of a partition with these rows. */
  public MemoryTable with(Map<String, String> partition, List<List<Object>> rows) {
    RowWriter writer = open(partition);
    for (List<Object> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        set(writer, column, row.get(column));
      }
      writer.endRow();
    }
    writer.finish();
    return this;
  }

  /** Removes files, as a commit would. */
  public void remove(Collection<String> paths) {
    paths.forEach(FILES::remove);
  }

  /** All rows of all files, in no order. */
  public List<List<Object>> rows() {
    return files().stream().flatMap(file -> FILES.get(file.path()).stream()).toList();
  }

  /** The values of some columns of all rows, in no order. */
  public List<List<Object>> rows(String... columns) {
    return rows().stream()
        .map(
            row ->
                Arrays.asList(Arrays.stream(columns).map(c -> row.get(table.column(c))).toArray()))
        .toList();
  }

  @Override
  public List<TableFile> files() {
    return FILES.entrySet().stream()
        .filter(file -> file.getKey().startsWith(id))
        .sorted(Map.Entry.comparingByKey())
        .map(
            file ->
                new TableFile(
                    file.getKey(),
                    PARTITIONS.getOrDefault(file.getKey(), Map.of()),
                    file.getValue().size(),
                    0))
        .toList();
  }

  @Override
  public RowReader open(TableFile file, List<String> columns) {
    int[] positions = columns.stream().mapToInt(table::column).toArray();
    return new MemoryReader(FILES.get(file.path()).iterator(), positions);
  }

  @Override
  public RowWriter open(Map<String, String> partition) {
    return new MemoryWriter(table.schema().getFieldCount(), rows -> publish(rows, partition));
  }

  private WrittenFile publish(List<List<Object>> rows, Map<String, String> partition) {
    String path = id + "/" + UUID.randomUUID();
    rows.forEach(row -> partition.forEach((column, value) -> set(row, column, value)));
    PARTITIONS.put(path, partition);
    FILES.put(path, new ArrayList<>(rows));
    return new WrittenFile(table.name(), partition, rows.size(), path);
  }

  @Override
  public ColumnsWriter openColumns(Map<String, String> partition) {
    return new MemoryColumns(table.schema().getFieldCount(), rows -> publish(rows, partition));
  }

  @Override
  public ColumnsWriter openBeside(ColumnsWriter first, Map<String, String> partition) {
    MemoryColumns beginning = (MemoryColumns) first;
    return new MemoryColumns(
        table.schema().getFieldCount(), rows -> publish(beginning.before(rows), partition));
  }

  /** The value of a partition column, which is a date. */
  private void set(List<Object> row, String column, String value) {
    row.set(table.column(column), (int) LocalDate.parse(value).toEpochDay());
  }

  private void set(RowWriter writer, int column, Object value) {
    if (value == null) {
      return;
    }
    TypeName type = table.schema().getField(column).getType().getTypeName();
    if (value instanceof String text) {
      writer.setString(column, text);
    } else if (value instanceof Long number) {
      writer.setLong(column, number);
    } else if (value instanceof Integer number) {
      writer.setInt(column, number);
    } else if (value instanceof Double number) {
      writer.setDouble(column, number);
    } else if (value instanceof Boolean truth) {
      writer.setBoolean(column, truth);
    } else if (value instanceof List<?> texts && type == TypeName.ARRAY) {
      writer.setStrings(column, texts.stream().map(String.class::cast).toList());
    } else {
      throw new IllegalArgumentException(column + ": " + value);
    }
  }
}
