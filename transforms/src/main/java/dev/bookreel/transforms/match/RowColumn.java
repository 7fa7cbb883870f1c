package dev.bookreel.transforms.match;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.table.ColumnsWriter;
import dev.bookreel.transforms.table.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema.Field;

/**
 * The values of one column of some rows, each as a {@link dev.bookreel.transforms.dataset.DumpRow}
 * has it.
 */
abstract class RowColumn {
  private final Field field;

  private RowColumn(Field field) {
    this.field = field;
  }

  /**
   * A column for so many rows.
   *
   * @throws IllegalArgumentException when it may hold null in place of a list
   */
  static RowColumn of(Field field, int rows) {
    return switch (ValueKind.of(field)) {
      case TEXT -> new TextColumn(field, rows);
      case TEXTS -> new ListColumn(field, rows);
      case INT -> new IntColumn(field, rows);
      case LONG -> new LongColumn(field, rows);
      case DOUBLE -> new DoubleColumn(field, rows);
      case BOOLEAN -> new BooleanColumn(field, rows);
    };
  }

  /**
   * Adds the value of the next row; null where it has none.
   *
   * @throws IllegalStateException when it must have one
   */
  final void add(Object value) {
    if (value == null && !isNullable()) {
      throw new IllegalStateException("the column " + field.getName() + " must have a value");
    }
    put(value);
  }

  /** Whether so much is held that it should be written. */
  boolean isFull() {
    return false;
  }

  /** Writes the values, and forgets them. */
  abstract void write(ColumnsWriter writer, int column);

  abstract void put(Object value);

  final boolean isNullable() {
    return field.getType().getNullable();
  }

  /**
   * Numbers texts, with new numbers when there are too many to be held: long ones hardly repeat.
   */
  private abstract static class Numbered extends RowColumn {
    private static final int MOST_BYTES = 4 << 20;
    BytesDictionary texts = new BytesDictionary();

    Numbered(Field field) {
      super(field);
    }

    int number(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return texts.number(bytes, 0, bytes.length);
    }

    @Override
    boolean isFull() {
      return texts.size() > 0 && texts.end(texts.size() - 1) > MOST_BYTES;
    }

    void keepFew() {
      if (isFull()) {
        texts = new BytesDictionary();
      }
    }
  }

  private static final class TextColumn extends Numbered {
    private static final int NULL = -1;
    private final int[] numbers;
    private int count;

    TextColumn(Field field, int rows) {
      super(field);
      numbers = new int[rows];
    }

    @Override
    void put(Object value) {
      numbers[count++] = value == null ? NULL : number((String) value);
    }

    @Override
    void write(ColumnsWriter writer, int column) {
      writer.texts(column, texts, numbers, 0, count);
      count = 0;
      keepFew();
    }
  }

  private static final class ListColumn extends Numbered {
    private final int[] ends;
    private int[] numbers = new int[64];
    private int elements;
    private int count;

    ListColumn(Field field, int rows) {
      super(field);
      if (isNullable()) {
        throw new IllegalArgumentException(
            "the lists of " + field.getName() + " may be null: let them be empty instead");
      }
      ends = new int[rows];
    }

    @Override
    void put(Object value) {
      for (Object text : (List<?>) value) {
        if (elements == numbers.length) {
          numbers = Arrays.copyOf(numbers, elements * 2);
        }
        numbers[elements++] = number((String) text);
      }
      ends[count++] = elements;
    }

    @Override
    void write(ColumnsWriter writer, int column) {
      writer.lists(column, texts, numbers, ends, 0, count);
      count = 0;
      elements = 0;
      keepFew();
    }
  }

  /** Numbers of a kind; where they may be null it is noted which are there. */
  private abstract static class Numbers extends RowColumn {
    private final boolean[] present;
    private int count;

    Numbers(Field field, int rows) {
      super(field);
      present = isNullable() ? new boolean[rows] : null;
    }

    abstract void set(int row, Object value);

    abstract void write(ColumnsWriter writer, int column, boolean[] which, int rows);

    @Override
    void put(Object value) {
      if (value != null) {
        set(count, value);
      }
      if (present != null) {
        present[count] = value != null;
      }
      count++;
    }

    @Override
    void write(ColumnsWriter writer, int column) {
      write(writer, column, present, count);
      count = 0;
    }
  }

  private static final class IntColumn extends Numbers {
    private final int[] values;

    IntColumn(Field field, int rows) {
      super(field, rows);
      values = new int[rows];
    }

    @Override
    void set(int row, Object value) {
      values[row] = (Integer) value;
    }

    @Override
    void write(ColumnsWriter writer, int column, boolean[] which, int rows) {
      writer.ints(column, values, which, 0, rows);
    }
  }

  private static final class LongColumn extends Numbers {
    private final long[] values;

    LongColumn(Field field, int rows) {
      super(field, rows);
      values = new long[rows];
    }

    @Override
    void set(int row, Object value) {
      values[row] = (Long) value;
    }

    @Override
    void write(ColumnsWriter writer, int column, boolean[] which, int rows) {
      writer.longs(column, values, which, 0, rows);
    }
  }

  private static final class DoubleColumn extends Numbers {
    private final double[] values;

    DoubleColumn(Field field, int rows) {
      super(field, rows);
      values = new double[rows];
    }

    @Override
    void set(int row, Object value) {
      values[row] = (Double) value;
    }

    @Override
    void write(ColumnsWriter writer, int column, boolean[] which, int rows) {
      writer.doubles(column, values, which, 0, rows);
    }
  }

  private static final class BooleanColumn extends Numbers {
    private final boolean[] values;

    BooleanColumn(Field field, int rows) {
      super(field, rows);
      values = new boolean[rows];
    }

    @Override
    void set(int row, Object value) {
      values[row] = (Boolean) value;
    }

    @Override
    void write(ColumnsWriter writer, int column, boolean[] which, int rows) {
      writer.booleans(column, values, which, 0, rows);
    }
  }
}
