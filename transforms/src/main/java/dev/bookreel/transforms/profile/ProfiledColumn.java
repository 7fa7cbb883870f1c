package dev.bookreel.transforms.profile;

import dev.bookreel.transforms.table.Table;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema.TypeName;

/**
 * A column that is looked at.
 *
 * @param name in the table
 * @param kind of its values
 * @param isLong whether an integer has 64 bits
 */
record ProfiledColumn(String name, ColumnKind kind, boolean isLong) implements Serializable {
  private static final String VALID_TO = "valid_to";

  /** All but {@code valid_to}: of a table with history the latest versions are looked at. */
  static List<ProfiledColumn> of(Table table) {
    return table.schema().getFields().stream()
        .filter(field -> !field.getName().equals(VALID_TO))
        .map(
            field ->
                new ProfiledColumn(
                    field.getName(),
                    ColumnKind.of(field.getType()),
                    field.getType().getTypeName() == TypeName.INT64))
        .toList();
  }

  /** The column in which a row that is not the latest version has a value; null without history. */
  static String historyOf(Table table) {
    return table.schema().hasField(VALID_TO) ? VALID_TO : null;
  }
}
