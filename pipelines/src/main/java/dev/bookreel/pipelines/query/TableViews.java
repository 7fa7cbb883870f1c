package dev.bookreel.pipelines.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;

/** Makes tables known to DuckDB as views over their data files, and nothing else. */
public final class TableViews {
  private final FileCache cache = FileCache.ofUser();
  private final List<String> allowed = new ArrayList<>();
  private final List<String> views = new ArrayList<>();

  /**
   * Adds a view.
   *
   * @param name as SQL spells it
   * @param files the paths of the data files, wherever they are; none for an empty table
   * @param where a condition on the rows; null for all
   */
  public void add(
      String name, Schema schema, List<String> partitionColumns, List<String> files, String where) {
    List<String> paths = cache.local(files);
    allowed.addAll(paths);
    views.add(
        "create view "
            + name
            + " as select "
            + (paths.isEmpty()
                ? nulls(schema) + " where false"
                : "* from "
                    + files(schema, partitionColumns, paths)
                    + (where == null ? "" : " where " + where)));
  }

  /** Creates the views, and fences DuckDB: no other file, no network, no extension, no setting. */
  public void define(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set TimeZone = 'UTC'");
      statement.execute("create schema trusted");
      statement.execute("create schema refined");
      for (String view : views) {
        statement.execute(view);
      }
      String paths = allowed.stream().map(TableViews::quoted).collect(Collectors.joining(", "));
      statement.execute("set allowed_paths = [" + paths + "]");
      statement.execute("set autoinstall_known_extensions = false");
      statement.execute("set autoload_known_extensions = false");
      statement.execute("set enable_external_access = false");
      statement.execute("set lock_configuration = true");
    }
  }

  private static String files(Schema schema, List<String> partitionColumns, List<String> paths) {
    String types =
        partitionColumns.stream()
            .map(column -> quoted(column) + ": " + type(schema.getField(column)))
            .collect(Collectors.joining(", "));
    return "read_parquet(["
        + paths.stream().map(TableViews::quoted).collect(Collectors.joining(", "))
        + "], union_by_name = true"
        + (types.isEmpty()
            ? ", hive_partitioning = false"
            : ", hive_partitioning = true, hive_types = {" + types + "}")
        + ")";
  }

  private static String nulls(Schema schema) {
    return schema.getFields().stream()
        .map(field -> "cast(null as " + type(field) + ") as " + field.getName())
        .collect(Collectors.joining(", "));
  }

  private static String type(Field field) {
    return switch (field.getType().getTypeName()) {
      case STRING -> "varchar";
      case INT32 -> "integer";
      case INT64 -> "bigint";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case ARRAY -> "varchar[]";
      default ->
          field.getType().getLogicalType().getIdentifier().contains("date")
              ? "date"
              : "timestamptz";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
