package dev.bookreel.delta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a commit may go behind those that others made since it was decided on.
 *
 * <p>It may unless one of them changed the schema, removed a file that it removes too, or changed
 * data that it has read. What only moves rows to other files (optimize) changes no data.
 *
 * <p>Rules after Delta's protocol, "Concurrency control", at its isolation level Serializable.
 */
final class ConflictCheck {
  private final Commit commit;
  private final Set<String> removed;

  ConflictCheck(Commit commit, List<DataFile> removed) {
    this.commit = commit;
    this.removed = removed.stream().map(DataFile::path).collect(Collectors.toSet());
  }

  /** What one of the others did that stands in the way; null when nothing does. */
  String conflict(List<JsonNode> actions) {
    if (commit.isExclusive() && !onlyMovesRows(actions)) {
      return "committed, too";
    }
    for (JsonNode action : actions) {
      String conflict = conflict(action);
      if (conflict != null) {
        return conflict;
      }
    }
    return null;
  }

  private String conflict(JsonNode action) {
    if (commit.transactions().containsKey(action.path("txn").path("appId").asText())) {
      return "committed a transaction of the same application";
    }
    if (action.has("metaData") || action.has("protocol")) {
      return "changed its schema or protocol";
    }
    JsonNode remove = action.path("remove");
    if (removed.contains(remove.path("path").asText(null))) {
      return "removed the file " + remove.path("path").asText() + ", which this commit rewrites";
    }
    if (changesWhatWasRead(remove)) {
      return "removed rows that this commit was decided on";
    }
    if (changesWhatWasRead(action.path("add"))) {
      return "added rows where this commit looked";
    }
    return null;
  }

  private static boolean onlyMovesRows(List<JsonNode> actions) {
    boolean moves = false;
    for (JsonNode action : actions) {
      JsonNode file = action.has("add") ? action.get("add") : action.path("remove");
      if (!file.isMissingNode() && file.path("dataChange").asBoolean(true)) {
        return false;
      }
      moves |= !file.isMissingNode();
    }
    return moves;
  }

  private boolean changesWhatWasRead(JsonNode file) {
    return file.path("dataChange").asBoolean(false)
        && (!Actions.tellsPartition(file) || commit.reads(Actions.partition(file)));
  }
}
