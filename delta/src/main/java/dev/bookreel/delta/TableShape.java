package dev.bookreel.delta;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;

/** Decides whether rows of a schema can go into a table without hurting what others read. */
final class TableShape {
  /** What Delta does not allow in a column's name unless columns are mapped. */
  private static final String FORBIDDEN = " ,;{}()\n\t=";

  private TableShape() {}

  /**
   * Checks that a table can be made for rows.
   *
   * @throws IllegalArgumentException when a column's name or type is not possible, or a partition
   *     column is not among the rows' columns
   */
  static void requirePossible(Schema rows, List<String> partitionColumns) {
    Set<String> folded = new HashSet<>();
    for (Field field : rows.getFields()) {
      String name = field.getName();
      ColumnType.of(field);
      if (name.isEmpty() || name.chars().anyMatch(letter -> FORBIDDEN.indexOf(letter) >= 0)) {
        throw new IllegalArgumentException(
            "column '" + name + "' has a name that Delta does not allow. Rename it");
      }
      if (!folded.add(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "column " + name + " is there twice: Delta does not tell case apart. Rename one");
      }
    }
    for (String column : partitionColumns) {
      if (!rows.hasField(column)) {
        throw new IllegalArgumentException(
            "the rows have no column "
                + column
                + " to partition by. Their columns are "
                + rows.getFieldNames());
      }
      PartitionValue.requirePossible(rows.getField(column));
    }
    if (Set.copyOf(partitionColumns).size() != partitionColumns.size()) {
      throw new IllegalArgumentException(
          "a partition column is named twice: " + partitionColumns + ". Name it once");
    }
    if (partitionColumns.size() == rows.getFieldCount()) {
      throw new IllegalArgumentException(
          "all columns are partition columns: files would be empty. Leave one out");
    }
  }

  /**
   * Checks that rows fit into a table as it is.
   *
   * @throws DeltaException when a type, a null or the partition columns would not
   */
  static void requireFits(String path, Snapshot table, Schema rows, List<String> partitionColumns) {
    if (!Set.copyOf(table.partitionColumns()).equals(Set.copyOf(partitionColumns))) {
      throw refused(
          path,
          "it is partitioned by " + table.partitionColumns() + ", not by " + partitionColumns,
          "Name the table's partition columns");
    }
    for (Field field : rows.getFields()) {
      if (!table.schema().hasField(field.getName())) {
        throw refused(
            path,
            "it has no column " + field.getName(),
            "Leave the column out, or add it first with Commit.schemaOnly()");
      }
      requireFits(path, table.schema().getField(field.getName()), field);
    }
    for (Field field : table.schema().getFields()) {
      if (!field.getType().getNullable() && !rows.hasField(field.getName())) {
        throw refused(
            path,
            "the rows lack its column " + field.getName() + ", which has no nulls",
            "Give the rows that column");
      }
    }
  }

  private static void requireFits(String path, Field column, Field field) {
    if (ColumnType.of(column) != ColumnType.of(field)) {
      throw refused(
          path,
          "its column "
              + column.getName()
              + " is "
              + ColumnType.of(column)
              + ", not "
              + ColumnType.of(field),
          "Convert the rows");
    }
    if (field.getType().getNullable() && !column.getType().getNullable()) {
      throw refused(
          path,
          "its column " + column.getName() + " has no nulls, and the rows' may have",
          "Make the rows' column not nullable");
    }
  }

  private static DeltaException refused(String path, String cause, String wayOut) {
    return new DeltaException("cannot write to " + path, cause, wayOut);
  }
}
