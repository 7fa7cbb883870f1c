package dev.bookreel.pipelines.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBStruct;

/** The values of DuckDB's driver as JSON and as text. */
final class SqlValues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SqlValues() {}

  /** The names of the columns; one that came before gets a number, so that none hides another. */
  static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      String name = columns.getColumnName(column);
      String free = name;
      for (int number = 1; !taken.add(free); number++) {
        free = name + "_" + number;
      }
      names.add(free);
    }
    return names;
  }

  static JsonNode json(Object value) throws SQLException {
    if (value instanceof Array list) {
      ArrayNode array = JSON.createArrayNode();
      for (Object element : (Object[]) list.getArray()) {
        array.add(json(element));
      }
      return array;
    }
    if (value instanceof DuckDBStruct struct) {
      return json(struct.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.createObjectNode();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        object.set(String.valueOf(entry.getKey()), json(entry.getValue()));
      }
      return object;
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? JSON.valueToTree(value)
        : JSON.getNodeFactory().textNode(text(value));
  }

  /** As people read it; null stays null. Bytes are hexadecimal. */
  static String text(Object value) throws SQLException {
    if (value instanceof Blob blob) {
      return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }
    return value == null ? null : value.toString();
  }
}
