package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.table.Table;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/** Spells out a table, column by column, each with its meaning and unit. */
final class TableDefinition {
  static final FieldType TEXT = FieldType.STRING;
  static final FieldType TEXTS = FieldType.array(FieldType.STRING);
  static final FieldType DATE = FieldType.logicalType(SqlTypes.DATE);
  static final FieldType INSTANT = FieldType.logicalType(SqlTypes.TIMESTAMP);

  private final String name;
  private final String grain;
  private final Schema.Builder columns = Schema.builder();

  private TableDefinition(String name, String grain) {
    this.name = name;
    this.grain = grain;
  }

  static TableDefinition of(String name, String grain) {
    return new TableDefinition(name, grain);
  }

  /** Adds a column that every row has a value in. */
  TableDefinition required(String column, FieldType type, String description) {
    columns.addField(Field.of(column, type).withDescription(description));
    return this;
  }

  /** Adds a column that may be null; the description says what null means. */
  TableDefinition optional(String column, FieldType type, String description) {
    columns.addField(Field.nullable(column, type).withDescription(description));
    return this;
  }

  /** Adds the history columns of a table whose rows are versions. */
  TableDefinition history() {
    return required("valid_from", DATE, "Date of the first dump that has this version.")
        .optional(
            "valid_to",
            DATE,
            "Date of the dump that brought the next version; null for the latest version.")
        .optional(
            "deleted_on",
            DATE,
            "Date of the first dump without this key; null while the source has it.");
  }

  Table build() {
    return new Table(name, grain, columns.build(), List.of());
  }

  /** Builds a table with one partition column, which is also its last one. */
  Table partitionedBy(String column) {
    return new Table(name, grain, columns.build(), List.of(column));
  }
}
