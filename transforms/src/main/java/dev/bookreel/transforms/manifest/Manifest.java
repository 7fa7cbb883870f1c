package dev.bookreel.transforms.manifest;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.quality.Measures;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
   * Understands what {@link WriteManifest} left.
   *
   * @throws IOException when it is something else
   */
  public static Manifest parse(byte[] lines) throws IOException {
    try (MappingIterator<ManifestEntry> entries =
        JSON.readerFor(ManifestEntry.class).readValues(lines)) {
      return of(entries.readAll());
    }
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

  /** The entries as JSON, a line each. */
  static byte[] toBytes(Iterable<ManifestEntry> entries) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ManifestEntry entry : entries) {
      lines.append(JSON.writeValueAsString(entry)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
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
