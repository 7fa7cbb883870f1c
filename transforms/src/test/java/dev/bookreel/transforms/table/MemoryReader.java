package dev.bookreel.transforms.table;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads a file of a {@link MemoryTable}. */
final class MemoryReader implements RowReader {
  private final Iterator<List<Object>> rows;
  private final int[] positions;
  private final Map<String, Integer> numbers = new HashMap<>();
  private List<Object> row = List.of();

  MemoryReader(Iterator<List<Object>> rows, int[] positions) {
    this.rows = rows;
    this.positions = positions;
  }

  @Override
  public boolean next() {
    if (!rows.hasNext()) {
      return false;
    }
    row = rows.next();
    return true;
  }

  @Override
  public boolean isNull(int column) {
    return row.get(positions[column]) == null;
  }

  @Override
  public byte[] getBytes(int column) {
    return getString(column).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String getString(int column) {
    return value(column, String.class);
  }

  /** Only texts of even length have one, so that readers meet both. */
  @Override
  public int getTextNumber(int column) {
    String text = getString(column);
    return text.length() % 2 == 0 ? numbers.computeIfAbsent(text, unused -> numbers.size()) : -1;
  }

  @Override
  public long getLong(int column) {
    return value(column, Long.class);
  }

  @Override
  public int getInt(int column) {
    return value(column, Integer.class);
  }

  @Override
  public double getDouble(int column) {
    return value(column, Double.class);
  }

  @Override
  public boolean getBoolean(int column) {
    return value(column, Boolean.class);
  }

  @Override
  public List<String> getStrings(int column) {
    List<?> texts = value(column, List.class);
    return texts.stream().map(String.class::cast).toList();
  }

  @Override
  public void close() {}

  private <T> T value(int column, Class<T> type) {
    Object value = row.get(positions[column]);
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return type.cast(value);
  }
}
