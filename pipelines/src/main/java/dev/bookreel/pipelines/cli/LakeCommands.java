package dev.bookreel.pipelines.cli;

import static dev.bookreel.pipelines.cli.OptionValues.isJson;
import static dev.bookreel.pipelines.cli.OptionValues.required;
import static dev.bookreel.pipelines.cli.OptionValues.understood;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bookreel.delta.Commit;
import dev.bookreel.delta.CommitEntry;
import dev.bookreel.delta.CommitResult;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.query.QueryEngine;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.Table;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The commands that look at a lake: query, status, history; and migrate, which runs no pipeline.
 */
final class LakeCommands {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LAST_RUNS = 10;
  private final PrintStream out;

  LakeCommands(PrintStream out) {
    this.out = out;
  }

  int query(QueryOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    LocalDate asOf =
        options.getAsOf() == null
            ? null
            : understood("as-of", options.getAsOf(), "2022-01-01", LocalDate::parse);
    new QueryEngine(lake, asOf).query(required(options.getSql(), "sql"), options.getOutput(), out);
    return 0;
  }

  int migrate(LakeOptions options) {
    Lake lake =
        Lake.openOrCreate(required(options.getLake(), "lake"), OptionValues.zoneOf(options));
    ArrayNode all = JSON.createArrayNode();
    for (Table table : Tables.all()) {
      CommitResult result =
          lake.table(table)
              .commit(
                  Commit.schemaOnly()
                      .withSchema(table.schema(), table.partitionColumns(), table.grain()));
      all.addObject()
          .put("table", table.name())
          .put("version", result.version())
          .put("changed", result.applied());
      if (!isJson(options)) {
        out.println(
            table.name()
                + (result.applied() ? " is now at version " : " is up to date at version ")
                + result.version());
      }
    }
    if (isJson(options)) {
      out.println(all);
    }
    return 0;
  }

  int status(LakeOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    List<JsonNode> runs = RunRecord.all(lake).stream().limit(LAST_RUNS).toList();
    if (isJson(options)) {
      ObjectNode root = JSON.createObjectNode();
      root.putArray("runs").addAll(runs);
      ArrayNode tables = root.putArray("tables");
      Tables.all().forEach(table -> describe(lake, table).ifPresent(tables::add));
      out.println(root);
      return 0;
    }
    Grid runGrid = new Grid("run", "ended", "outcome");
    for (JsonNode run : runs) {
      String outcome =
          run.path("published").asBoolean()
              ? "published"
              : run.path("error").path("problem").asText();
      runGrid.add(run.path("run").asText(), run.path("ended").asText(), outcome);
    }
    out.println(runs.isEmpty() ? "No run yet.\n" : runGrid);
    Grid tableGrid = new Grid("table", "version", "last dump", "rows", "files", "bytes");
    for (Table table : Tables.all()) {
      describe(lake, table)
          .ifPresent(
              found ->
                  tableGrid.add(
                      table.name(),
                      found.get("version").numberValue(),
                      found.path("lastDump").isTextual() ? found.get("lastDump").asText() : null,
                      found.get("rows").numberValue(),
                      found.get("files").numberValue(),
                      found.get("bytes").numberValue()));
    }
    out.print(tableGrid);
    return 0;
  }

  int history(TableOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    List<Table> tables = tables(options.getTable());
    ArrayNode all = JSON.createArrayNode();
    for (Table table : tables) {
      List<CommitEntry> commits = lake.table(table).history().toList();
      if (isJson(options)) {
        commits.forEach(commit -> all.add(spell(table, commit)));
      } else if (!commits.isEmpty()) {
        out.println(table.name());
        out.println(grid(commits));
      }
    }
    if (isJson(options)) {
      out.println(all);
    }
    return 0;
  }

  /** All tables, or the one that is named. */
  static List<Table> tables(String name) {
    if (name == null) {
      return Tables.all();
    }
    return Tables.all().stream()
        .filter(table -> table.name().equals(name.replace('.', '/')))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                UserError.usage(
                    "there is no table " + name,
                    "there are "
                        + String.join(", ", Tables.all().stream().map(Table::name).toList()),
                    "Name one of them"));
  }

  private static Optional<ObjectNode> describe(Lake lake, Table table) {
    return lake.table(table).latest().map(snapshot -> describe(lake, table, snapshot));
  }

  private static ObjectNode describe(Lake lake, Table table, Snapshot snapshot) {
    ObjectNode node = JSON.createObjectNode();
    node.put("table", table.name()).put("version", snapshot.version());
    lake.table(table)
        .history()
        .map(CommitEntry::parameters)
        .filter(parameters -> parameters.containsKey("dump"))
        .findFirst()
        .ifPresent(parameters -> node.put("lastDump", parameters.get("dump")));
    node.put("rows", snapshot.files().stream().mapToLong(DataFile::rows).sum());
    node.put("files", snapshot.files().size());
    return node.put("bytes", snapshot.files().stream().mapToLong(DataFile::size).sum());
  }

  private static Grid grid(List<CommitEntry> commits) {
    Grid grid =
        new Grid(
            "version",
            "when",
            "what",
            "run",
            "inserted",
            "changed",
            "deleted",
            "reappeared",
            "rows in",
            "rows out",
            "files in",
            "files out");
    for (CommitEntry commit : commits) {
      grid.add(
          commit.version(),
          commit.at(),
          commit.operation(),
          commit.parameters().get("run"),
          metric(commit, "numRowsInserted"),
          metric(commit, "numRowsChanged"),
          metric(commit, "numRowsDeleted"),
          metric(commit, "numRowsReappeared"),
          metric(commit, "numOutputRows"),
          metric(commit, "numRemovedRows"),
          metric(commit, "numFiles"),
          metric(commit, "numRemovedFiles"));
    }
    return grid;
  }

  private static Long metric(CommitEntry commit, String name) {
    String value = commit.metrics().get(name);
    return value == null ? null : Long.valueOf(value);
  }

  private static ObjectNode spell(Table table, CommitEntry commit) {
    ObjectNode node = JSON.createObjectNode();
    node.put("table", table.name()).put("version", commit.version());
    node.put("at", commit.at() == null ? null : commit.at().toString());
    node.put("operation", commit.operation());
    ObjectNode parameters = node.putObject("parameters");
    commit.parameters().forEach(parameters::put);
    ObjectNode metrics = node.putObject("metrics");
    commit.metrics().forEach((name, value) -> metrics.put(name, Long.parseLong(value)));
    return node;
  }
}
