package dev.bookreel.pipelines.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.AsOf;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.Table;
import java.io.PrintStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;

/**
 * Answers SQL over the lake's tables with an embedded DuckDB, read-only.
 *
 * <p>Each table is a view over its active files. Before the question is read, DuckDB is fenced: it
 * can open no other file, reach no network, load no extension, and change no setting; and only a
 * SELECT comes that far.
 */
public final class QueryEngine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_WIDTH = 60;
  private final Lake lake;
  private final LocalDate asOf;

  /**
   * Queries a lake.
   *
   * @param asOf the date whose state is meant; null: the latest
   */
  public QueryEngine(Lake lake, LocalDate asOf) {
    this.lake = lake;
    this.asOf = asOf;
  }

  /**
   * Answers one statement.
   *
   * @param output {@code table} (or {@code text}), {@code csv} or {@code json}
   * @throws UserError with exit code 2 when the statement is wrong or not allowed
   */
  public void query(String sql, String output, PrintStream out) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      OneSelect.require(connection, sql);
      define(connection);
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet rows = statement.executeQuery()) {
        switch (output) {
          case "json" -> printJson(rows, out);
          case "csv" -> printCsv(rows, out);
          case "table", "text" -> printTable(rows, out);
          default ->
              throw UserError.usage(
                  "cannot understand --output=" + output,
                  "there are table, csv and json",
                  "Give one of them");
        }
      }
    } catch (SQLException e) {
      throw UserError.usage(
          "cannot answer the query",
          String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip(),
          "Mend the SQL; bookreel query --help has examples");
    }
  }

  private void define(Connection connection) throws SQLException {
    List<String> allowed = new ArrayList<>();
    List<String> views = new ArrayList<>();
    for (Table table : Tables.all()) {
      Optional<Snapshot> snapshot =
          asOf == null ? lake.table(table).latest() : AsOf.snapshot(lake.table(table), asOf);
      String name = table.name().replace('/', '.');
      views.add(
          snapshot
              .map(found -> view(name, table, found, allowed))
              .orElseGet(() -> empty(name, table.schema())));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("set TimeZone = 'UTC'");
      statement.execute("create schema trusted");
      statement.execute("create schema refined");
      for (String view : views) {
        statement.execute(view);
      }
      String paths = allowed.stream().map(QueryEngine::quoted).collect(Collectors.joining(", "));
      statement.execute("set allowed_paths = [" + paths + "]");
      statement.execute("set autoinstall_known_extensions = false");
      statement.execute("set autoload_known_extensions = false");
      statement.execute("set enable_external_access = false");
      statement.execute("set lock_configuration = true");
    }
  }

  private String view(String name, Table table, Snapshot snapshot, List<String> allowed) {
    if (snapshot.files().isEmpty()) {
      return empty(name, snapshot.schema());
    }
    List<String> paths =
        snapshot.files().stream().map(file -> file.location(lake.tablePath(table))).toList();
    allowed.addAll(paths);
    String types =
        snapshot.partitionColumns().stream()
            .map(column -> quoted(column) + ": " + type(snapshot.schema().getField(column)))
            .collect(Collectors.joining(", "));
    return "create view "
        + name
        + " as select * from read_parquet(["
        + paths.stream().map(QueryEngine::quoted).collect(Collectors.joining(", "))
        + "], union_by_name = true"
        + (types.isEmpty()
            ? ", hive_partitioning = false"
            : ", hive_partitioning = true, hive_types = {" + types + "}")
        + ")";
  }

  private static String empty(String name, Schema schema) {
    return "create view " + name + " as select " + nulls(schema) + " where false";
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

  private static void printJson(ResultSet rows, PrintStream out) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    ArrayNode array = JSON.createArrayNode();
    while (rows.next()) {
      ObjectNode row = array.addObject();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        row.set(columns.getColumnName(column), node(rows.getObject(column)));
      }
    }
    out.println(array);
  }

  private static JsonNode node(Object value) throws SQLException {
    if (value instanceof Array list) {
      ArrayNode array = JSON.createArrayNode();
      for (Object element : (Object[]) list.getArray()) {
        array.add(node(element));
      }
      return array;
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? JSON.valueToTree(value)
        : JSON.getNodeFactory().textNode(value.toString());
  }

  private static void printCsv(ResultSet rows, PrintStream out) throws SQLException {
    for (List<String> row : texts(rows)) {
      out.println(
          row.stream()
              .map(value -> value == null ? "" : csv(value))
              .collect(Collectors.joining(",")));
    }
  }

  private static String csv(String value) {
    return value.matches("(?s).*[\",\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  private static void printTable(ResultSet rows, PrintStream out) throws SQLException {
    List<List<String>> all = texts(rows);
    int[] widths = new int[all.get(0).size()];
    for (List<String> row : all) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], cell(row.get(column)).length());
      }
    }
    for (int row = 0; row < all.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String value = cell(all.get(row).get(column));
        line.append(value).append(" ".repeat(widths[column] - value.length() + 2));
      }
      out.println(line.toString().stripTrailing());
      if (row == 0) {
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
          rule.append("-".repeat(width)).append("  ");
        }
        out.println(rule.toString().stripTrailing());
      }
    }
    out.println("(" + (all.size() - 1) + (all.size() == 2 ? " row)" : " rows)"));
  }

  /** A value in one line, not too wide for a terminal. */
  private static String cell(String value) {
    String line = value == null ? "null" : value.replaceAll("\\s+", " ");
    return line.length() <= MOST_WIDTH ? line : line.substring(0, MOST_WIDTH - 1) + "…";
  }

  private static List<List<String>> texts(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<List<String>> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      names.add(columns.getColumnName(column));
    }
    all.add(names);
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int column = 1; column <= names.size(); column++) {
        Object value = rows.getObject(column);
        row.add(value == null ? null : value.toString());
      }
      all.add(row);
    }
    return all;
  }
}
