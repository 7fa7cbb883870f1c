package dev.bookreel.pipelines.lake;

import dev.bookreel.delta.DataColumnsWriter;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.DataFileWriter;
import dev.bookreel.transforms.table.ColumnsWriter;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes data files of a Delta table. */
public final class DeltaTableSink implements TableSink {
  private static final long serialVersionUID = 1L;

  /** Columns whose values hardly repeat within a file. */
  private static final Set<String> WITHOUT_DICTIONARY = Set.of("text", "raw");

  private final Table table;
  private final String path;

  /** Writes below a table's folder. */
  public DeltaTableSink(Table table, String path) {
    this.table = table;
    this.path = path;
  }

  @Override
  public RowWriter open(Map<String, String> partition) {
    return new Writer(DataFileWriter.create(path, table.schema(), partition, WITHOUT_DICTIONARY));
  }

  @Override
  public ColumnsWriter openColumns(Map<String, String> partition) {
    return new DeltaColumnsWriter(
        table, DataColumnsWriter.create(path, table.schema(), partition, WITHOUT_DICTIONARY));
  }

  @Override
  public ColumnsWriter openBeside(ColumnsWriter first, Map<String, String> partition) {
    return ((DeltaColumnsWriter) first).beside(table, path, partition, WITHOUT_DICTIONARY);
  }

  private final class Writer implements RowWriter {
    private final DataFileWriter writer;

    Writer(DataFileWriter writer) {
      this.writer = writer;
    }

    @Override
    public void setString(int column, byte[] utf8, int offset, int length) {
      writer.setString(column, utf8, offset, length);
    }

    @Override
    public void setString(int column, String value) {
      writer.setString(column, value);
    }

    @Override
    public void setLong(int column, long value) {
      writer.setLong(column, value);
    }

    @Override
    public void setInt(int column, int value) {
      writer.setInt(column, value);
    }

    @Override
    public void setDouble(int column, double value) {
      writer.setDouble(column, value);
    }

    @Override
    public void setBoolean(int column, boolean value) {
      writer.setBoolean(column, value);
    }

    @Override
    public void setStrings(int column, List<String> values) {
      writer.setStrings(column, values);
    }

    @Override
    public void endRow() {
      writer.endRow();
    }

    @Override
    public WrittenFile finish() {
      DataFile file = writer.finish();
      return new WrittenFile(table.name(), file.partition(), file.rows(), file.toJson());
    }

    @Override
    public void abandon() {
      writer.abandon();
    }
  }
}
