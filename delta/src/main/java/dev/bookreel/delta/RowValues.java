package dev.bookreel.delta;

import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** The values of one row, which go to the columns of a file when it is complete. */
final class RowValues {
  /** The place of a column among those of the file, -1 for a partition column. */
  private final int[] places;

  private final String[] names;
  private final ColumnType[] types;

  /** The definition level of a value: 1 where the column may be null. */
  private final int[] defined;

  private final boolean[] present;
  private final long[] numbers;
  private final double[] doubles;
  private final Binary[] texts;
  private final List<String>[] lists;

  /** A row of a table. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  RowValues(Schema schema, Set<String> partitionColumns) {
    int count = schema.getFieldCount();
    places = new int[count];
    names = new String[count];
    types = new ColumnType[count];
    defined = new int[count];
    int place = 0;
    for (int column = 0; column < count; column++) {
      Schema.Field field = schema.getField(column);
      names[column] = field.getName();
      types[column] = ColumnType.of(field);
      defined[column] = field.getType().getNullable() ? 1 : 0;
      places[column] = partitionColumns.contains(names[column]) ? -1 : place++;
    }
    present = new boolean[count];
    numbers = new long[count];
    doubles = new double[count];
    texts = new Binary[count];
    lists = new List[count];
  }

  void setText(int column, Binary value) {
    texts[column] = value;
    present[column] = true;
  }

  void setNumber(int column, long value) {
    numbers[column] = value;
    present[column] = true;
  }

  void setDouble(int column, double value) {
    doubles[column] = value;
    present[column] = true;
  }

  void setList(int column, List<String> values) {
    lists[column] = values;
    present[column] = true;
  }

  /** Hands the row over, and forgets it. */
  void writeTo(ColumnFile file) {
    for (int column = 0; column < places.length; column++) {
      if (places[column] >= 0) {
        ColumnWriter writer = file.column(places[column]);
        if (present[column]) {
          write(writer, column, defined[column]);
        } else if (defined[column] == 1) {
          writer.writeNull(0, 0);
        } else {
          throw new IllegalStateException("the column " + names[column] + " must have a value");
        }
      }
      present[column] = false;
    }
  }

  private void write(ColumnWriter writer, int column, int level) {
    switch (types[column]) {
      case STRING -> writer.write(texts[column], 0, level);
      case INT, DATE -> writer.write((int) numbers[column], 0, level);
      case LONG, TIMESTAMP -> writer.write(numbers[column], 0, level);
      case DOUBLE -> writer.write(doubles[column], 0, level);
      case BOOLEAN -> writer.write(numbers[column] != 0, 0, level);
      case STRINGS -> write(writer, lists[column], level);
    }
  }

  /** An element is one level deeper than the list; the first one begins the row's. */
  private static void write(ColumnWriter writer, List<String> values, int level) {
    if (values.isEmpty()) {
      writer.writeNull(0, level);
    }
    for (int i = 0; i < values.size(); i++) {
      writer.write(Binary.fromString(values.get(i)), i == 0 ? 0 : 1, level + 1);
    }
  }
}
