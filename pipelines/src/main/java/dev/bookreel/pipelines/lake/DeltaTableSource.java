package dev.bookreel.pipelines.lake;

import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.DataFileReader;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Reads given data files of a Delta table. */
public final class DeltaTableSource implements TableSource {
  private static final long serialVersionUID = 1L;
  private final Table table;
  private final String path;
  private final ArrayList<TableFile> files = new ArrayList<>();
  private final HashMap<String, DataFile> dataFiles = new HashMap<>();

  private DeltaTableSource(Table table, String path, List<DataFile> dataFiles) {
    this.table = table;
    this.path = path;
    for (DataFile file : dataFiles) {
      files.add(new TableFile(file.path(), file.partition(), file.rows(), file.size()));
      this.dataFiles.put(file.path(), file);
    }
  }

  /** What a version of the table holds. */
  public static DeltaTableSource of(Table table, String path, List<DataFile> files) {
    return new DeltaTableSource(table, path, files);
  }

  /** What the table will hold once these files replace everything in it. */
  public static DeltaTableSource ofWritten(Table table, String path, List<WrittenFile> files) {
    return new DeltaTableSource(
        table, path, files.stream().map(file -> DataFile.fromJson(file.description())).toList());
  }

  @Override
  public List<TableFile> files() {
    return files;
  }

  @Override
  public RowReader open(TableFile file, List<String> columns) {
    return new Reader(
        DataFileReader.open(path, dataFiles.get(file.path()), table.schema(), columns));
  }

  private record Reader(DataFileReader reader) implements RowReader {
    @Override
    public boolean next() {
      return reader.next();
    }

    @Override
    public boolean isNull(int column) {
      return reader.isNull(column);
    }

    @Override
    public byte[] getBytes(int column) {
      return reader.getBytes(column);
    }

    @Override
    public String getString(int column) {
      return reader.getString(column);
    }

    @Override
    public int getTextNumber(int column) {
      return reader.getTextNumber(column);
    }

    @Override
    public long getLong(int column) {
      return reader.getLong(column);
    }

    @Override
    public int getInt(int column) {
      return reader.getInt(column);
    }

    @Override
    public double getDouble(int column) {
      return reader.getDouble(column);
    }

    @Override
    public boolean getBoolean(int column) {
      return reader.getBoolean(column);
    }

    @Override
    public List<String> getStrings(int column) {
      return reader.getStrings(column);
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
