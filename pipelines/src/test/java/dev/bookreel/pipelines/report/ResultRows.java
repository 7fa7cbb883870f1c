package dev.bookreel.pipelines.report;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.DataFile;
import dev.bookreel.pipelines.lake.DeltaTableSink;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Writes rows of the two tables that a report is read from. */
final class ResultRows {
  private final Lake lake;

  ResultRows(Lake lake) {
    this.lake = lake;
  }

  /** A rule that measured a figure (null: none) in the run {@code r<sequence>}, on its own day. */
  void result(
      long sequence, String dataset, String rule, String action, String outcome, Double at) {
    RowWriter row = open(Tables.QUALITY_RESULTS, Map.of("run_id", "r" + sequence));
    set(row, Tables.QUALITY_RESULTS, "dataset", dataset);
    set(row, Tables.QUALITY_RESULTS, "rule", rule);
    set(row, Tables.QUALITY_RESULTS, "rule_type", "Mean");
    set(row, Tables.QUALITY_RESULTS, "action", action);
    set(row, Tables.QUALITY_RESULTS, "outcome", outcome);
    if (at != null) {
      row.setDouble(Tables.QUALITY_RESULTS.column("figure"), at);
    }
    set(row, Tables.QUALITY_RESULTS, "expected", "> 5");
    row.setLong(Tables.QUALITY_RESULTS.column("records"), 10);
    row.setLong(Tables.QUALITY_RESULTS.column("failed_records"), 2);
    set(row, Tables.QUALITY_RESULTS, "message", "it is " + at);
    int day = Math.toIntExact(LocalDate.of(2022, 1, 1).plusDays(sequence).toEpochDay());
    row.setInt(Tables.QUALITY_RESULTS.column("date"), day);
    row.setLong(Tables.QUALITY_RESULTS.column("sequence"), sequence);
    row.endRow();
    commit(Tables.QUALITY_RESULTS, row);
  }

  /** Records from the last to the first, so that their order is not the file's. */
  void quarantined(String run, String dataset, int records) {
    RowWriter row = open(Tables.QUARANTINE, Map.of());
    for (int number = records; number > 0; number--) {
      set(row, Tables.QUARANTINE, "dataset", dataset);
      set(row, Tables.QUARANTINE, "rule", "name.required");
      set(row, Tables.QUARANTINE, "message", "name is missing");
      set(row, Tables.QUARANTINE, "raw", "{\"n\":" + number + "}");
      set(row, Tables.QUARANTINE, "source_file", "raw/a.json");
      row.setLong(Tables.QUARANTINE.column("record_number"), number);
      set(row, Tables.QUARANTINE, "run_id", run);
      row.endRow();
    }
    commit(Tables.QUARANTINE, row);
  }

  private RowWriter open(Table table, Map<String, String> partition) {
    return new DeltaTableSink(table, lake.tablePath(table)).open(partition);
  }

  private void commit(Table table, RowWriter row) {
    lake.table(table)
        .commit(
            Commit.append(List.of(DataFile.fromJson(row.finish().description())))
                .withSchema(table.schema(), table.partitionColumns(), table.grain()));
  }

  private static void set(RowWriter row, Table table, String column, String value) {
    row.setString(table.column(column), value);
  }
}
