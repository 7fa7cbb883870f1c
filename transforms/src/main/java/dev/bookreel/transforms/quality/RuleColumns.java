package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.table.Table;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.Schema.TypeName;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/** The columns that rules may speak of: those of a dataset's table, but for its history. */
final class RuleColumns {
  private static final List<String> HISTORY = List.of("valid_from", "valid_to", "deleted_on");
  private final Table table;

  RuleColumns(Table table) {
    this.table = table;
  }

  /** The position of a column of any type. */
  int position(String column, int line) {
    if (!table.schema().hasField(column) || HISTORY.contains(column)) {
      List<String> known =
          table.schema().getFieldNames().stream().filter(name -> !HISTORY.contains(name)).toList();
      throw new RuleFileException(
          line, table.name() + " has no column \"" + column + "\"; there are " + known);
    }
    return table.column(column);
  }

  /** The position of a column of numbers. */
  int number(String column, int line) {
    return require(type(column, line).getTypeName().isNumericType(), column, "a number", line);
  }

  /** The position of a column of texts. */
  int text(String column, int line) {
    return require(isText(column, line), column, "a text", line);
  }

  boolean isText(String column, int line) {
    return type(column, line).getTypeName() == TypeName.STRING;
  }

  /** Whether a column of times holds dates; otherwise instants. */
  boolean isDate(String column, int line) {
    FieldType type = type(column, line);
    require(type.getTypeName().isLogicalType(), column, "a date or an instant", line);
    return type.getLogicalType().getIdentifier().equals(SqlTypes.DATE.getIdentifier());
  }

  /** Whether all values of a column that holds no texts are of a type. */
  boolean isOf(TextType wanted, String column, int line) {
    TypeName type = type(column, line).getTypeName();
    return switch (wanted) {
      case BOOLEAN -> type == TypeName.BOOLEAN;
      case INTEGER -> type == TypeName.INT32;
      case LONG -> type == TypeName.INT32 || type == TypeName.INT64;
      case FLOAT, DOUBLE -> type.isNumericType();
      case DATE -> type.isLogicalType() && isDate(column, line);
      case TIMESTAMP -> type.isLogicalType() && !isDate(column, line);
    };
  }

  /** What {@code "movies.title_key"} or {@code "movies.{title_key,year}"} refers to. */
  static Reference reference(String text, int line) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new RuleFileException(
          line, "\"" + text + "\" names no dataset: write it like \"movies.title_key\"");
    }
    return new Reference(text.substring(0, dot), list(text.substring(dot + 1)));
  }

  /** The names in a list such as {@code movie_key,book_key}, in braces or not. */
  static List<String> list(String names) {
    return Arrays.stream(names.replaceAll("[{}]", "").split(",", -1)).map(String::strip).toList();
  }

  private FieldType type(String column, int line) {
    return table.schema().getField(position(column, line)).getType();
  }

  private int require(boolean fits, String column, String what, int line) {
    if (!fits) {
      throw new RuleFileException(line, column + " is not " + what);
    }
    return table.column(column);
  }
}
