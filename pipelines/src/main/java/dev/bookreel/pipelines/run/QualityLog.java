package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.quality.Rule;
import dev.bookreel.transforms.quality.RuleResult;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Keeps what the rules found in the table {@code quality_results}, whatever became of the run. */
final class QualityLog {
  private static final Table TABLE = Tables.QUALITY_RESULTS;
  private final Lake lake;
  private final LakeTables tables;
  private final String run;

  QualityLog(Lake lake, LakeTables tables, String run) {
    this.lake = lake;
    this.tables = tables;
    this.run = run;
  }

  /** Keeps the results of a run, in the place of those it left when it was run before. */
  void keep(Map<Dataset, Delivery> deliveries, Map<Dataset, List<RuleResult>> results) {
    if (results.values().stream().allMatch(List::isEmpty)) {
      return;
    }
    Map<String, String> partition = Map.of("run_id", run);
    long sequence = 1 + lake.table(TABLE).latest().map(Snapshot::version).orElse(Commit.NO_TABLE);
    RowWriter row = tables.sink(TABLE).open(partition);
    results.forEach(
        (dataset, found) -> {
          int date = (int) LocalDate.parse(deliveries.get(dataset).date()).toEpochDay();
          for (RuleResult result : found) {
            write(row, dataset, result, date, sequence);
          }
        });
    lake.table(TABLE)
        .commit(
            Commit.replacePartitions(Set.of(partition), LakeTables.dataFiles(List.of(row.finish())))
                .withSchema(TABLE.schema(), TABLE.partitionColumns(), TABLE.grain())
                .withParameter("run", run));
  }

  private static void write(
      RowWriter row, Dataset dataset, RuleResult result, int date, long sequence) {
    Rule rule = result.rule();
    row.setString(column("dataset"), dataset.name());
    row.setString(column("rule"), rule.text());
    row.setString(column("rule_type"), rule.type());
    if (rule.column() != null) {
      row.setString(column("column_name"), rule.column());
    }
    row.setString(column("action"), rule.action().word());
    row.setString(column("outcome"), result.outcome().name().toLowerCase(Locale.ROOT));
    if (result.figure() != null) {
      row.setDouble(column("figure"), result.figure());
    }
    row.setString(column("expected"), rule.expected());
    row.setLong(column("records"), result.records());
    row.setLong(column("failed_records"), result.failed());
    row.setString(column("message"), result.message());
    row.setInt(column("date"), date);
    row.setLong(column("sequence"), sequence);
    row.endRow();
  }

  private static int column(String name) {
    return TABLE.column(name);
  }
}
