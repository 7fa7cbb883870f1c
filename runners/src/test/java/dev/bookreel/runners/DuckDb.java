package dev.bookreel.runners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bookreel.delta.DeltaTable;
import dev.bookreel.delta.Snapshot;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** Asks DuckDB about the files of one version of a table. */
final class DuckDb {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DuckDb() {}

  /** One row of results, by name. */
  static JsonNode row(DeltaTable table, Snapshot snapshot, String select) {
    String files =
        snapshot.files().stream()
            .map(file -> "'" + file.location(table.path()) + "'")
            .collect(Collectors.joining(", "));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select "
                    + select
                    + " from read_parquet(["
                    + files
                    + "], hive_partitioning = true, union_by_name = true)")) {
      row.next();
      ObjectNode node = JSON.createObjectNode();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        Object value = row.getObject(column);
        String name = row.getMetaData().getColumnLabel(column);
        if (value instanceof Number number) {
          node.put(name, number.doubleValue());
        } else {
          node.put(name, value == null ? null : value.toString());
        }
      }
      return node;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
