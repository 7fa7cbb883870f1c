package dev.bookreel.pipelines.query;

import dev.bookreel.pipelines.UserError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;

/** Answers a SELECT that gives one number, over one table named {@code primary}. */
public final class OneNumber {
  private static final String DUCKDB = "jdbc:duckdb:";
  private final TableViews views = new TableViews();

  /**
   * Asks about a table.
   *
   * @param paths of its data files
   * @param where a condition on the rows; null for all
   */
  public OneNumber(Schema schema, List<String> partitionColumns, List<String> paths, String where) {
    views.add("\"primary\"", schema, partitionColumns, paths, where);
  }

  /**
   * Begins to load DuckDB, which takes some tenths of a second, while other work is done. What goes
   * wrong is told when it is asked.
   */
  public static void prepare() {
    Thread thread =
        new Thread(
            () -> {
              try {
                DriverManager.getConnection(DUCKDB).close();
              } catch (SQLException | LinkageError untold) {
                return; // Whoever asks meets the same, and tells it.
              }
            },
            "load-duckdb");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The number.
   *
   * @throws UserError when the statement is wrong, not allowed, or gives something else
   */
  public double of(String sql) {
    try (Connection connection = DriverManager.getConnection(DUCKDB)) {
      // DuckDB takes the name for a keyword; DQDL prescribes it.
      String statement = sql.replaceAll("(?i)(from|join)\\s+primary\\b", "$1 \"primary\"");
      OneSelect.require(connection, statement);
      views.define(connection);
      try (PreparedStatement select = connection.prepareStatement(statement);
          ResultSet row = select.executeQuery()) {
        if (row.next() && row.getMetaData().getColumnCount() == 1) {
          double number = row.getDouble(1);
          if (!row.wasNull() && !row.next()) {
            return number;
          }
        }
        throw wrong(sql, "it does not give one number", null);
      }
    } catch (SQLException e) {
      throw wrong(sql, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  private static UserError wrong(String sql, String cause, Throwable e) {
    return UserError.failure(
        "cannot carry out the rule CustomSql \"" + sql + "\"", cause, "Mend the rule", e);
  }
}
