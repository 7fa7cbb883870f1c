package dev.bookreel.transforms.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Writes a file of a {@link MemoryTable}. */
final class MemoryWriter implements RowWriter {
  private final Function<List<List<Object>>, WrittenFile> publish;
  private final List<List<Object>> rows = new ArrayList<>();
  private final Object[] row;

  MemoryWriter(int columns, Function<List<List<Object>>, WrittenFile> publish) {
    this.row = new Object[columns];
    this.publish = publish;
  }

  @Override
  public void setString(int column, byte[] utf8, int offset, int length) {
    row[column] = new String(utf8, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public void setString(int column, String value) {
    row[column] = value;
  }

  @Override
  public void setLong(int column, long value) {
    row[column] = value;
  }

  @Override
  public void setInt(int column, int value) {
    row[column] = value;
  }

  @Override
  public void setDouble(int column, double value) {
    row[column] = value;
  }

  @Override
  public void setBoolean(int column, boolean value) {
    row[column] = value;
  }

  @Override
  public void setStrings(int column, List<String> values) {
    row[column] = List.copyOf(values);
  }

  @Override
  public void endRow() {
    rows.add(Arrays.asList(row.clone()));
    Arrays.fill(row, null);
  }

  @Override
  public WrittenFile finish() {
    return publish.apply(rows);
  }

  @Override
  public void abandon() {
    rows.clear();
  }
}
