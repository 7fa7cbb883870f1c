package dev.bookreel.transforms.table;

import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/** What a column's values are, as they are read and written. */
public enum ValueKind {
  TEXT,
  /** Also dates, in days since the epoch. */
  INT,
  /** Also time stamps, in microseconds since the epoch, UTC. */
  LONG,
  DOUBLE,
  BOOLEAN,
  TEXTS;

  /**
   * The kind of a column.
   *
   * @throws IllegalArgumentException when tables have no such columns
   */
  public static ValueKind of(Field field) {
    return switch (field.getType().getTypeName()) {
      case STRING -> TEXT;
      case INT32 -> INT;
      case INT64 -> LONG;
      case DOUBLE -> DOUBLE;
      case BOOLEAN -> BOOLEAN;
      case ARRAY -> TEXTS;
      case LOGICAL_TYPE ->
          field.getType().getLogicalType().getIdentifier().equals(SqlTypes.DATE.getIdentifier())
              ? INT
              : LONG;
      default -> throw new IllegalArgumentException("no kind for " + field);
    };
  }
}
