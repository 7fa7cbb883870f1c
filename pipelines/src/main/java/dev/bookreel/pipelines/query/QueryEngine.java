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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
      define(connection, OneSelect.tables(OneSelect.require(connection, sql)));
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

  /** The rows that a statement of the program's own gives, an object each. */
  public JsonNode rows(String sql) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream json = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      query(sql, "json", json);
      return JSON.readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("what was written as JSON is none", e);
    }
  }

  /** What is elsewhere is fetched, so only what is asked for. */
  private void define(Connection connection, Set<String> named) throws SQLException {
    TableViews views = new TableViews();
    for (Table table : Tables.all()) {
      if (!lake.root().isLocal() && !named.contains(table.name().replace('/', '.'))) {
        continue;
      }
      Optional<Snapshot> snapshot =
          asOf == null ? lake.table(table).latest() : AsOf.snapshot(lake.table(table), asOf);
      views.add(
          table.name().replace('/', '.'),
          snapshot.map(Snapshot::schema).orElse(table.schema()),
          snapshot.map(Snapshot::partitionColumns).orElse(List.of()),
          snapshot.map(Snapshot::files).orElse(List.of()).stream()
              .map(file -> file.location(lake.tablePath(table)))
              .toList(),
          null);
    }
    views.define(connection);
  }

  private static void printJson(ResultSet rows, PrintStream out) throws SQLException {
    List<String> names = SqlValues.names(rows.getMetaData());
    ArrayNode array = JSON.createArrayNode();
    while (rows.next()) {
      ObjectNode row = array.addObject();
      for (int column = 1; column <= names.size(); column++) {
        row.set(names.get(column - 1), SqlValues.json(rows.getObject(column)));
      }
    }
    out.println(array);
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
    List<List<String>> all = new ArrayList<>();
    List<String> names = SqlValues.names(rows.getMetaData());
    all.add(names);
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int column = 1; column <= names.size(); column++) {
        row.add(SqlValues.text(rows.getObject(column)));
      }
      all.add(row);
    }
    return all;
  }
}
