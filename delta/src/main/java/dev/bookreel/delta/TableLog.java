package dev.bookreel.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;

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
      return AtomicFile.putIfAbsent(file(version), actions.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot commit to " + path, e);
    }
  }

  /** The actions of a version; nothing when the log no longer (or not yet) has its file. */
  Optional<List<JsonNode>> read(long version) {
    List<JsonNode> actions = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(
                FileSystems.open(FileSystems.matchNewResource(file(version), false)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          actions.add(JSON.readTree(line));
        }
      }
      return Optional.of(actions);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(version), e);
    }
  }

  private String file(long version) {
    return String.format(Locale.ROOT, "%s/_delta_log/%020d.json", path, version);
  }
}
