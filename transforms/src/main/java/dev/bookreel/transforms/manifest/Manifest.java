package dev.bookreel.transforms.manifest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.quality.Measures;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * All that the workers of one pipeline left behind, as the driver reads it: the files by table, the
 * counts and the fields by dataset.
 *
 * <p>Stored as JSON Lines, an entry a line.
 */
public final class Manifest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, List<WrittenFile>> files = new TreeMap<>();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Map<String, Fields> fields = new TreeMap<>();
  private final Map<String, Set<String>> replaced = new TreeMap<>();
  private final Map<String, Long> live = new TreeMap<>();
  private final Map<String, List<WrittenFile>> rejected = new TreeMap<>();
  private final Set<Integer> affectedDays = new TreeSet<>();
  private final Map<String, Measures> measures = new TreeMap<>();

  /** A manifest of these entries. */
  public static Manifest of(Iterable<ManifestEntry> entries) {
    Manifest manifest = new Manifest();
    entries.forEach(manifest::add);
    return manifest;
  }

  /**
   * Reads what {@link WriteManifest} wrote.
   *
   * @throws IOException when there is no such file: the pipeline did not finish
   */
  public static Manifest read(String path) throws IOException {
    List<ManifestEntry> entries = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(
                FileSystems.open(FileSystems.matchNewResource(path, false)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        entries.add(JSON.readValue(line, ManifestEntry.class));
      }
    }
    return of(entries);
  }

  /** The files that wait to be committed to a table. */
  public List<WrittenFile> files(String table) {
    return List.copyOf(files.getOrDefault(table, List.of()));
  }

  /** The files of the quarantine with rejected records of a dataset. */
  public List<WrittenFile> rejected(String dataset) {
    return List.copyOf(rejected.getOrDefault(dataset, List.of()));
  }

  /** The paths of the table's files that the written ones replace. */
  public Set<String> replaced(String table) {
    return replaced.getOrDefault(table, Set.of());
  }

  /** Whether a commit would change what a table holds. */
  public boolean changes(String table) {
    return files.containsKey(table) || replaced.containsKey(table);
  }

  /** How many keys of a dataset's table were live before its dump. */
  public long live(String dataset) {
    return live.getOrDefault(dataset, 0L);
  }

  /** The days, since the epoch, that must be refined again. */
  public Set<Integer> affectedDays() {
    return Set.copyOf(affectedDays);
  }

  /** What was measured for the rules of a dataset. */
  public Measures measures(String dataset) {
    return measures.getOrDefault(dataset, Measures.NONE);
  }

  /** What became of the records of a dataset. */
  public Tally tally(String dataset) {
    return tallies.getOrDefault(dataset, Tally.NONE);
  }

  /** The fields or columns of the delivered records of a dataset. */
  public Fields fields(Dataset dataset) {
    return dataset.fields().bounded(fields.getOrDefault(dataset.name(), Fields.NONE));
  }

  static void write(String path, Iterable<ManifestEntry> entries) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(FileSystems.matchNewResource(path, false), MimeTypes.TEXT))) {
      StringBuilder lines = new StringBuilder();
      for (ManifestEntry entry : entries) {
        lines.append(JSON.writeValueAsString(entry)).append('\n');
      }
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void add(ManifestEntry entry) {
    if (entry.file() != null && entry.dataset() != null) {
      rejected.computeIfAbsent(entry.dataset(), name -> new ArrayList<>()).add(entry.file());
    }
    if (entry.file() != null) {
      files.computeIfAbsent(entry.file().table(), table -> new ArrayList<>()).add(entry.file());
    }
    if (entry.tally() != null) {
      tallies.merge(entry.dataset(), entry.tally(), Tally::plus);
      live.merge(entry.dataset(), entry.live(), Long::sum);
    }
    if (entry.replaced() != null) {
      replaced
          .computeIfAbsent(entry.replaced().table(), table -> new TreeSet<>())
          .add(entry.replaced().path());
    }
    if (entry.measures() != null) {
      measures.merge(entry.dataset(), entry.measures(), Measures::plus);
    }
    if (entry.affectedDay() != null) {
      affectedDays.add(entry.affectedDay());
    }
    if (entry.fields() != null) {
      fields.merge(entry.dataset(), entry.fields(), Fields::plus);
    }
  }
}
