package dev.bookreel.pipelines.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.UserError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Lets one SELECT pass and nothing else.
 *
 * <p>The files that DuckDB may open for the tables it may also write to: so a COPY could overwrite
 * a table's data. And DuckDB runs all but the last of several statements as soon as they are
 * prepared. That is why the text is judged by DuckDB's parser before it is prepared.
 */
final class OneSelect {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT_SCHEMA = "main";
  private static final String WAY_OUT = "Mend the SQL; bookreel query --help has examples";

  private OneSelect() {}

  /**
   * Looks at a statement without running it, and gives it as DuckDB's parser understood it.
   *
   * @throws UserError when it is no SQL, no SELECT, or more than one
   */
  static JsonNode require(Connection connection, String sql) throws SQLException {
    JsonNode parsed = parse(connection, sql);
    if (parsed.path("error").asBoolean(true)) {
      boolean otherKind = parsed.path("error_type").asText().equals("not implemented");
      throw otherKind
          ? UserError.usage(
              "cannot run that statement", "a query only reads, so it is a SELECT", WAY_OUT)
          : UserError.usage(
              "cannot answer the query", parsed.path("error_message").asText(), WAY_OUT);
    }
    int statements = parsed.path("statements").size();
    if (statements != 1) {
      throw UserError.usage(
          "cannot run " + statements + " statements", "a query is one SELECT", WAY_OUT);
    }
    return parsed;
  }

  /** The tables that a statement names, as {@code schema.table}, in lower case. */
  static Set<String> tables(JsonNode parsed) {
    Set<String> tables = new HashSet<>();
    for (JsonNode node : parsed.findParents("table_name")) {
      String schema = node.path("schema_name").asText();
      String table = node.path("table_name").asText();
      boolean isDefault = schema.isEmpty() || schema.equalsIgnoreCase(DEFAULT_SCHEMA);
      tables.add((isDefault ? table : schema + "." + table).toLowerCase(Locale.ROOT));
    }
    return tables;
  }

  private static JsonNode parse(Connection connection, String sql) throws SQLException {
    try (PreparedStatement parser =
        connection.prepareStatement("select json_serialize_sql(cast(? as varchar))")) {
      parser.setString(1, sql);
      try (ResultSet result = parser.executeQuery()) {
        result.next();
        return JSON.readTree(result.getString(1));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB writes JSON", e);
    }
  }
}
