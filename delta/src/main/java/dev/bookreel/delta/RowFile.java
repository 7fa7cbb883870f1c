package dev.bookreel.delta;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.values.Row;

/** Beam rows in a table's data files. */
final class RowFile {
  private static final long MICROS = 1_000_000;
  private static final int NANOS_A_MICRO = 1_000;

  private RowFile() {}

  /** Writes rows of one partition to one new file, which a commit makes visible. */
  static DataFile write(
      String tablePath, Schema schema, Map<String, String> partition, Iterable<Row> rows) {
    DataFileWriter writer = DataFileWriter.create(tablePath, schema, partition, Set.of());
    try {
      for (Row row : rows) {
        for (int column = 0; column < schema.getFieldCount(); column++) {
          Object value = row.getValue(column);
          if (value != null && !partition.containsKey(schema.getField(column).getName())) {
            set(writer, column, ColumnType.of(schema.getField(column)), value);
          }
        }
        writer.endRow();
      }
      return writer.finish();
    } catch (RuntimeException e) {
      writer.abandon();
      throw e;
    }
  }

  /**
   * Reads the rows of a file.
   *
   * @param rowSchema the columns to read, in the order of the rows
   */
  static void read(
      String tablePath,
      DataFile file,
      Schema tableSchema,
      Schema rowSchema,
      Consumer<? super Row> consumer) {
    List<String> stored = new ArrayList<>(rowSchema.getFieldNames());
    stored.removeAll(file.partition().keySet());
    try (DataFileReader reader = DataFileReader.open(tablePath, file, tableSchema, stored)) {
      while (reader.next()) {
        Row.Builder row = Row.withSchema(rowSchema);
        int column = 0;
        for (Field field : rowSchema.getFields()) {
          row.addValue(
              file.partition().containsKey(field.getName())
                  ? PartitionValue.parse(field, file.partition().get(field.getName()))
                  : get(reader, column++, ColumnType.of(field)));
        }
        consumer.accept(row.build());
      }
    }
  }

  @SuppressWarnings("unchecked") // the schema says so
  private static void set(DataFileWriter writer, int column, ColumnType type, Object value) {
    switch (type) {
      case STRING -> writer.setString(column, (String) value);
      case INT -> writer.setInt(column, (Integer) value);
      case LONG -> writer.setLong(column, (Long) value);
      case DOUBLE -> writer.setDouble(column, (Double) value);
      case BOOLEAN -> writer.setBoolean(column, (Boolean) value);
      case DATE -> writer.setInt(column, Math.toIntExact(((LocalDate) value).toEpochDay()));
      case TIMESTAMP -> writer.setLong(column, micros((Instant) value));
      case STRINGS -> writer.setStrings(column, List.copyOf((Collection<String>) value));
    }
  }

  private static Object get(DataFileReader reader, int column, ColumnType type) {
    if (reader.isNull(column)) {
      return null;
    }
    return switch (type) {
      case STRING -> reader.getString(column);
      case INT -> reader.getInt(column);
      case LONG -> reader.getLong(column);
      case DOUBLE -> reader.getDouble(column);
      case BOOLEAN -> reader.getBoolean(column);
      case DATE -> LocalDate.ofEpochDay(reader.getInt(column));
      case TIMESTAMP -> instant(reader.getLong(column));
      case STRINGS -> reader.getStrings(column);
    };
  }

  /** Beam's type refuses what is finer than a microsecond. */
  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / NANOS_A_MICRO);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_A_MICRO);
  }
}
