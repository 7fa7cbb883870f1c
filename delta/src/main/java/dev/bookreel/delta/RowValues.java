package dev.bookreel.delta;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Moves the values of Beam's rows into files, and back. */
final class RowValues {
  private final Schema schema;
  private final ColumnType[] types;

  RowValues(Schema schema) {
    this.schema = schema;
    this.types = schema.getFields().stream().map(ColumnType::of).toArray(ColumnType[]::new);
  }

  /** The row's values in the partition columns, as the log spells them. */
  Map<String, String> partition(Row row, List<String> columns) {
    Map<String, String> partition = new LinkedHashMap<>();
    for (String column : columns) {
      Object value = row.getValue(column);
      partition.put(column, value == null ? null : value.toString());
    }
    return partition;
  }

  /** Writes a row, but for its partition columns. */
  void write(Row row, DataFileWriter writer, List<String> partitionColumns) {
    for (int column = 0; column < types.length; column++) {
      Object value = row.getValue(column);
      if (value != null && !partitionColumns.contains(schema.nameOf(column))) {
        write(value, column, writer);
      }
    }
    writer.endRow();
  }

  /** Reads the current row of a file that was opened with the columns of the schema. */
  Row read(DataFileReader reader) {
    List<Object> values = new ArrayList<>(types.length);
    for (int column = 0; column < types.length; column++) {
      values.add(reader.isNull(column) ? null : read(reader, column));
    }
    return Row.withSchema(schema).addValues(values).build();
  }

  private void write(Object value, int column, DataFileWriter writer) {
    switch (types[column]) {
      case STRING -> writer.setString(column, (String) value);
      case INT -> writer.setInt(column, (Integer) value);
      case LONG -> writer.setLong(column, (Long) value);
      case DOUBLE -> writer.setDouble(column, (Double) value);
      case BOOLEAN -> writer.setBoolean(column, (Boolean) value);
      case DATE -> writer.setInt(column, (int) ((LocalDate) value).toEpochDay());
      case TIMESTAMP ->
          writer.setLong(column, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
      case STRINGS ->
          writer.setStrings(
              column, ((Collection<?>) value).stream().map(String.class::cast).toList());
    }
  }

  private Object read(DataFileReader reader, int column) {
    return switch (types[column]) {
      case STRING -> reader.getString(column);
      case INT -> reader.getInt(column);
      case LONG -> reader.getLong(column);
      case DOUBLE -> reader.getDouble(column);
      case BOOLEAN -> reader.getBoolean(column);
      case DATE -> LocalDate.ofEpochDay(reader.getInt(column));
      case TIMESTAMP -> Instant.EPOCH.plus(reader.getLong(column), ChronoUnit.MICROS);
      case STRINGS -> reader.getStrings(column);
    };
  }
}
