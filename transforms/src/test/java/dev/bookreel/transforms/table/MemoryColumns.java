package dev.bookreel.transforms.table;

import dev.bookreel.transforms.packed.BytesDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes a file of a {@link MemoryTable} as columns. */
final class MemoryColumns implements ColumnsWriter {
  private final int width;
  private final Function<List<List<Object>>, WrittenFile> publish;
  private final List<List<Object>> rows = new ArrayList<>();
  private int ended;

  MemoryColumns(int width, Function<List<List<Object>>, WrittenFile> publish) {
    this.width = width;
    this.publish = publish;
  }

  @Override
  public void texts(int column, BytesDictionary texts, int[] numbers, int from, int count) {
    put(column, from, count, row -> numbers[row] < 0 ? null : texts.text(numbers[row]));
  }

  @Override
  public void lists(
      int column, BytesDictionary texts, int[] numbers, int[] ends, int from, int count) {
    put(
        column,
        from,
        count,
        row ->
            IntStream.range(row == 0 ? 0 : ends[row - 1], ends[row])
                .mapToObj(element -> texts.text(numbers[element]))
                .toList());
  }

  @Override
  public void longs(int column, long[] values, boolean[] present, int from, int count) {
    put(column, from, count, row -> isThere(present, row) ? values[row] : null);
  }

  @Override
  public void ints(int column, int[] values, boolean[] present, int from, int count) {
    put(column, from, count, row -> isThere(present, row) ? values[row] : null);
  }

  @Override
  public void doubles(int column, double[] values, boolean[] present, int from, int count) {
    put(column, from, count, row -> isThere(present, row) ? values[row] : null);
  }

  @Override
  public void booleans(int column, boolean[] values, boolean[] present, int from, int count) {
    put(column, from, count, row -> isThere(present, row) ? values[row] : null);
  }

  @Override
  public void endRows(int count) {
    ended += count;
    if (rows.size() != ended) {
      throw new IllegalStateException(rows.size() + " rows, not " + ended);
    }
  }

  /** Rows of another table with the values of these before their own. */
  List<List<Object>> before(List<List<Object>> others) {
    if (others.size() != rows.size()) {
      throw new IllegalStateException(others.size() + " rows beside " + rows.size());
    }
    for (int i = 0; i < rows.size(); i++) {
      for (int column = 0; column < rows.get(i).size(); column++) {
        if (others.get(i).get(column) == null) {
          others.get(i).set(column, rows.get(i).get(column));
        }
      }
    }
    return others;
  }

  @Override
  public WrittenFile finish() {
    return publish.apply(rows);
  }

  @Override
  public void abandon() {
    rows.clear();
  }

  private static boolean isThere(boolean[] present, int row) {
    return present == null || present[row];
  }

  private void put(int column, int from, int count, IntFunction<Object> value) {
    while (rows.size() < ended + count) {
      rows.add(Arrays.asList(new Object[width]));
    }
    for (int i = 0; i < count; i++) {
      rows.get(ended + i).set(column, value.apply(from + i));
    }
  }
}
