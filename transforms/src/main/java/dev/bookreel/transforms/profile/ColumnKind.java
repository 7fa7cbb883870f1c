package dev.bookreel.transforms.profile;

import dev.bookreel.transforms.table.RowReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/** What a column holds, as far as a profile tells kinds apart. */
enum ColumnKind {
  TEXT,
  TEXTS,
  INTEGER,
  NUMBER,
  BOOLEAN,
  DATE,
  INSTANT;

  private static final MathContext SHORT = new MathContext(6);

  static ColumnKind of(FieldType type) {
    return switch (type.getTypeName()) {
      case STRING -> TEXT;
      case ARRAY -> TEXTS;
      case INT32, INT64 -> INTEGER;
      case DOUBLE -> NUMBER;
      case BOOLEAN -> BOOLEAN;
      default ->
          type.getLogicalType().getIdentifier().equals(SqlTypes.DATE.getIdentifier())
              ? DATE
              : INSTANT;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isText() {
    return this == TEXT || this == TEXTS;
  }

  boolean isNumber() {
    return this == INTEGER || this == NUMBER;
  }

  /** Whether all values are whole: a bin of a histogram then has a whole width. */
  boolean isWhole() {
    return this == INTEGER || this == BOOLEAN || this == DATE;
  }

  /** The value of a column that holds no texts: days and microseconds for times, 1 for true. */
  double read(RowReader row, int column, boolean isLong) {
    return switch (this) {
      case INTEGER -> isLong ? row.getLong(column) : row.getInt(column);
      case NUMBER -> row.getDouble(column);
      case BOOLEAN -> row.getBoolean(column) ? 1 : 0;
      case DATE -> row.getInt(column);
      case INSTANT -> row.getLong(column);
      case TEXT, TEXTS -> throw new IllegalStateException("a text is no number");
    };
  }

  /** Where a bin begins, for people: a number with the six digits that matter. */
  String about(double value) {
    return this == NUMBER
        ? new BigDecimal(value).round(SHORT).stripTrailingZeros().toPlainString()
        : shown(value);
  }

  /** Such a value, spelled without loss. */
  String shown(double value) {
    return switch (this) {
      case INTEGER -> Long.toString((long) value);
      case NUMBER -> new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
      case BOOLEAN -> Boolean.toString(value != 0);
      case DATE -> LocalDate.ofEpochDay((long) value).toString();
      case INSTANT -> Instant.EPOCH.plus((long) value, ChronoUnit.MICROS).toString();
      case TEXT, TEXTS -> throw new IllegalStateException("a text is no number");
    };
  }
}
