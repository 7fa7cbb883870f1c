package dev.bookreel.transforms.quality;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types that {@code ColumnDataType} knows, by the texts that can be taken for them. */
enum TextType {
  BOOLEAN("true|false"),
  DATE("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"),
  TIMESTAMP(
      "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?"),
  INTEGER("[+-]?\\d{1,9}"),
  LONG("[+-]?\\d{1,18}"),
  FLOAT("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?"),
  DOUBLE("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private final Pattern pattern;

  TextType(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** The type with a name as DQDL spells it, such as {@code Integer}. */
  static Optional<TextType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equalsIgnoreCase(name)).findFirst();
  }

  boolean takes(String text) {
    return pattern.matcher(text.strip()).matches();
  }
}
