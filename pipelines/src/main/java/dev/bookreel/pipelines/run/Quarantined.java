package dev.bookreel.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.DataFile;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.RowCopier;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records of the quarantine, by where they stand in the raw zone. */
final class Quarantined {
  /** What the quarantine keeps of a record is cut off there. */
  private static final int MOST_BYTES = 64 << 10;

  private static final Table TABLE = Tables.QUARANTINE;

  /** A record. */
  record Entry(String sourceFile, long recordNumber, String raw) {
    /** Whether its text is all there, and stands for one record in whatever file it is put. */
    boolean isWhole() {
      return raw.getBytes(UTF_8).length < MOST_BYTES
          && raw.indexOf('\uFFFD') < 0
          && raw.chars().filter(letter -> letter == '"').count() % 2 == 0;
    }

    private String place() {
      return sourceFile + "#" + recordNumber;
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** All that the quarantine holds. */
  static Quarantined in(LakeTables tables) {
    Quarantined all = new Quarantined();
    TableSource table = tables.source(TABLE);
    for (TableFile file : table.files()) {
      try (RowReader row = table.open(file, List.of("source_file", "record_number", "raw"))) {
        while (row.next()) {
          all.add(new Entry(row.getString(0), row.getLong(1), row.getString(2)));
        }
      }
    }
    return all;
  }

  void add(Entry entry) {
    entries.put(entry.place(), entry);
  }

  /** Those of files whose names begin so, by file and record number. */
  List<Entry> of(String prefix) {
    Map<String, Map<Long, Entry>> sorted = new TreeMap<>();
    entries.values().stream()
        .filter(entry -> entry.sourceFile().startsWith(prefix))
        .forEach(
            entry ->
                sorted
                    .computeIfAbsent(entry.sourceFile(), file -> new TreeMap<>())
                    .put(entry.recordNumber(), entry));
    return sorted.values().stream().flatMap(file -> file.values().stream()).toList();
  }

  /** Takes these records out of the quarantine, but for what a run has just put there. */
  void remove(LakeTables tables, String run) {
    RowCopier copier = new RowCopier(TABLE);
    TableSource table = tables.source(TABLE);
    List<DataFile> rewritten = new ArrayList<>();
    List<DataFile> removed = new ArrayList<>();
    for (DataFile file : tables.files(TABLE)) {
      TableFile source = new TableFile(file.path(), file.partition(), file.rows(), file.size());
      if (holdsAny(table, source, copier, run)) {
        removed.add(file);
        rewritten.addAll(LakeTables.dataFiles(rest(tables, table, source, copier, run)));
      }
    }
    if (!removed.isEmpty()) {
      tables.commit(TABLE, Commit.merge(rewritten, removed));
    }
  }

  private boolean holdsAny(TableSource table, TableFile file, RowCopier copier, String run) {
    try (RowReader row = table.open(file, copier.columns())) {
      while (row.next()) {
        if (isGone(row, run)) {
          return true;
        }
      }
      return false;
    }
  }

  private List<WrittenFile> rest(
      LakeTables tables, TableSource table, TableFile file, RowCopier copier, String run) {
    RowWriter writer = null;
    try (RowReader row = table.open(file, copier.columns())) {
      while (row.next()) {
        if (!isGone(row, run)) {
          writer = writer == null ? tables.sink(TABLE).open(Map.of()) : writer;
          copier.copy(row, writer);
          writer.endRow();
        }
      }
    }
    return writer == null ? List.of() : List.of(writer.finish());
  }

  private boolean isGone(RowReader row, String run) {
    String place =
        row.getString(TABLE.column("source_file"))
            + "#"
            + row.getLong(TABLE.column("record_number"));
    return entries.containsKey(place) && !row.getString(TABLE.column("run_id")).equals(run);
  }
}
