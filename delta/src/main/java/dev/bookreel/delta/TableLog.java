package dev.bookreel.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.storage.StoragePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table's log: a file of actions for each version, written once, by one writer. */
final class TableLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final String path;

  TableLog(String tablePath) {
    this.path = tablePath;
  }

  /**
   * Writes a version's commit if there is none yet.
   *
   * @return false when another writer was first
   */
  boolean putIfAbsent(long version, String actions) {
    try {
      return file(version).putIfAbsent(actions.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot commit to " + path, e);
    }
  }

  /** The actions of a version; nothing when the log no longer (or not yet) has its file. */
  Optional<List<JsonNode>> read(long version) {
    List<JsonNode> actions = new ArrayList<>();
    try {
      String content = new String(file(version).read(), StandardCharsets.UTF_8);
      for (String line : content.lines().filter(text -> !text.isBlank()).toList()) {
        actions.add(JSON.readTree(line));
      }
      return Optional.of(actions);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(version), e);
    }
  }

  private StoragePath file(long version) {
    return StoragePath.of(String.format(Locale.ROOT, "%s/_delta_log/%020d.json", path, version));
  }
}
