package dev.bookreel.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;

/** Spells a commit as the lines of its file in the log: an action a line, as JSON. */
final class Actions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final StringBuilder lines = new StringBuilder();
  private final long now = System.currentTimeMillis();
  private ObjectNode root;

  Actions commitInfo(Commit commit, long readVersion, List<DataFile> removed) {
    ObjectNode info = action("commitInfo");
    info.put("timestamp", now);
    info.put("operation", commit.kind().name().replace('_', ' '));
    ObjectNode parameters = info.putObject("operationParameters");
    commit.parameters().forEach(parameters::put);
    if (readVersion >= 0) {
      info.put("readVersion", readVersion);
    }
    info.put("isolationLevel", "Serializable");
    info.put("isBlindAppend", commit.kind() == Commit.Kind.APPEND);
    ObjectNode metrics = info.putObject("operationMetrics");
    metrics
        .put("numFiles", Integer.toString(commit.files().size()))
        .put("numRemovedFiles", Integer.toString(removed.size()))
        .put("numOutputRows", Long.toString(rows(commit.files())))
        .put("numRemovedRows", Long.toString(rows(removed)));
    commit.metrics().forEach((name, rows) -> metrics.put(name, rows.toString()));
    info.put("engineInfo", "Bookreel");
    // No two commits are the same bytes: so a writer knows its own again.
    info.put("txnId", UUID.randomUUID().toString());
    return end();
  }

  Actions protocol() {
    ObjectNode protocol = action("protocol");
    protocol.put("minReaderVersion", 1).put("minWriterVersion", 2);
    return end();
  }

  Actions metadata(
      String id,
      Schema schema,
      List<String> partitionColumns,
      String description,
      Map<String, String> properties) {
    ObjectNode metadata = action("metaData");
    metadata.put("id", id);
    if (description != null) {
      metadata.put("description", description);
    }
    metadata.putObject("format").put("provider", "parquet").putObject("options");
    metadata.put("schemaString", ColumnType.toDelta(schema));
    partitionColumns.forEach(metadata.putArray("partitionColumns")::add);
    ObjectNode configuration = metadata.putObject("configuration");
    properties.forEach(configuration::put);
    metadata.put("createdTime", now);
    return end();
  }

  Actions transaction(String application, long number) {
    ObjectNode txn = action("txn");
    txn.put("appId", application).put("version", number).put("lastUpdated", now);
    return end();
  }

  Actions remove(DataFile file, boolean dataChange) {
    ObjectNode remove = action("remove");
    remove
        .put("path", file.path())
        .put("deletionTimestamp", now)
        .put("dataChange", dataChange)
        .put("extendedFileMetadata", true);
    partition(remove, file);
    remove.put("size", file.size());
    return end();
  }

  Actions add(DataFile file, boolean dataChange) {
    ObjectNode add = action("add");
    add.put("path", file.path());
    partition(add, file);
    add.put("size", file.size())
        .put("modificationTime", file.modified())
        .put("dataChange", dataChange)
        .put("stats", file.stats());
    return end();
  }

  String lines() {
    return lines.toString();
  }

  private ObjectNode action(String name) {
    root = JSON.createObjectNode();
    return root.putObject(name);
  }

  private Actions end() {
    lines.append(root).append('\n');
    return this;
  }

  private static long rows(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  private static void partition(ObjectNode action, DataFile file) {
    ObjectNode values = action.putObject("partitionValues");
    file.partition().forEach(values::put);
  }

  /** Whether a file's action says what partition it is of: a remove need not. */
  static boolean tellsPartition(JsonNode file) {
    return file.path("partitionValues").isObject();
  }

  /** The partition of an action's file: values as text, null for SQL's null. */
  static Map<String, String> partition(JsonNode file) {
    Map<String, String> partition = new LinkedHashMap<>();
    file.path("partitionValues")
        .fields()
        .forEachRemaining(
            value ->
                partition.put(
                    value.getKey(), value.getValue().isNull() ? null : value.getValue().asText()));
    return DataFile.normalized(partition);
  }
}
