package dev.bookreel.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data file of a table, written or active.
 *
 * @param path relative to the table, as a URI: the way the log spells it
 * @param partition the value of each partition column as text, null for SQL's null; the empty text
 *     is null, too, as Delta's protocol has it
 * @param size in bytes
 * @param modified when it was written, in milliseconds since the epoch
 * @param rows how many rows it holds
 * @param stats Delta's per-file statistics, as JSON
 */
public record DataFile(
    String path, Map<String, String> partition, long size, long modified, long rows, String stats)
    implements Serializable {
  private static final ObjectMapper JSON = new ObjectMapper();

  public DataFile {
    partition = normalized(partition);
  }

  static Map<String, String> normalized(Map<String, String> partition) {
    Map<String, String> values = new LinkedHashMap<>(partition);
    values.replaceAll((column, value) -> value == null || value.isEmpty() ? null : value);
    return Collections.unmodifiableMap(values);
  }

  /** Where the file lies, below a table or, when another writer named it so, absolute. */
  public String location(String tablePath) {
    return location(tablePath, path);
  }

  static String location(String tablePath, String path) {
    String decoded = PartitionPath.fromUri(path);
    return decoded.startsWith("/") || decoded.contains("://") ? decoded : tablePath + "/" + decoded;
  }

  /** The file as JSON, for {@link #fromJson}. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file that {@link #toJson} described. */
  public static DataFile fromJson(String json) {
    try {
      return JSON.readValue(json, DataFile.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a data file: " + json, e);
    }
  }
}
