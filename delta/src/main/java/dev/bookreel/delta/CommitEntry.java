package dev.bookreel.delta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a table's history tells of one version.
 *
 * @param version the number of the commit
 * @param at when it was committed, by the writer's clock; null when the writer did not say
 * @param operation such as MERGE, in the writer's words
 * @param parameters what the writer told about the operation
 * @param metrics numbers of files and rows, as the writer told them
 */
public record CommitEntry(
    long version,
    Instant at,
    String operation,
    Map<String, String> parameters,
    Map<String, String> metrics) {

  static CommitEntry of(long version, List<JsonNode> actions) {
    for (JsonNode action : actions) {
      JsonNode info = action.path("commitInfo");
      if (!info.isMissingNode()) {
        Instant at =
            info.has("timestamp") ? Instant.ofEpochMilli(info.get("timestamp").asLong()) : null;
        return new CommitEntry(
            version,
            at,
            info.path("operation").asText("UNKNOWN"),
            texts(info.path("operationParameters")),
            texts(info.path("operationMetrics")));
      }
    }
    return new CommitEntry(version, null, "UNKNOWN", Map.of(), Map.of());
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .fields()
        .forEachRemaining(
            field ->
                texts.put(
                    field.getKey(),
                    field.getValue().isTextual()
                        ? field.getValue().asText()
                        : field.getValue().toString()));
    return texts;
  }
}
