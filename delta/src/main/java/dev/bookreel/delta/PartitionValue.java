package dev.bookreel.delta;

import java.time.LocalDate;
import org.apache.beam.sdk.schemas.Schema.Field;

/**
 * The values of partition columns as the log spells them: text, and null for SQL's null.
 *
 * <p>Only types with one spelling for each value are taken: partitions are compared as text, and
 * other writers spell doubles and time stamps in other ways.
 */
final class PartitionValue {
  private PartitionValue() {}

  /**
   * Checks that a column may be one to partition by.
   *
   * @throws IllegalArgumentException when its values can be spelled in several ways
   */
  static void requirePossible(Field column) {
    ColumnType type = ColumnType.of(column);
    switch (type) {
      case STRING, INT, LONG, BOOLEAN, DATE -> {}
      case DOUBLE, TIMESTAMP, STRINGS ->
          throw new IllegalArgumentException(
              "cannot partition by column "
                  + column.getName()
                  + ": it is "
                  + type
                  + ". Partition by a STRING, INT, LONG, BOOLEAN or DATE");
    }
  }

  /**
   * A value as text; the empty text is null in Delta.
   *
   * @throws DeltaException when the text is empty and the column has no nulls
   */
  static String text(Field column, Object value) {
    String text = value == null || value.equals("") ? null : value.toString();
    if (text == null && !column.getType().getNullable()) {
      throw new DeltaException(
          "cannot write a row with an empty " + column.getName(),
          "as a partition's value the empty text is null in Delta, and the column has no nulls",
          "Make the column nullable, or give the rows another value");
    }
    return text;
  }

  /** The value that a text means, as a Beam row holds it. */
  static Object parse(Field column, String text) {
    if (text == null) {
      return null;
    }
    return switch (ColumnType.of(column)) {
      case STRING -> text;
      case INT -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DATE -> LocalDate.parse(text);
      case DOUBLE, TIMESTAMP, STRINGS ->
          throw new DeltaException(
              "cannot read column " + column.getName(),
              "it is a partition column of type " + ColumnType.of(column),
              "Read the other columns, or use another engine");
    };
  }
}
