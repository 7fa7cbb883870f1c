package dev.bookreel.pipelines.cli;

import static dev.bookreel.pipelines.cli.OptionValues.isJson;
import static dev.bookreel.pipelines.cli.OptionValues.required;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bookreel.delta.Vacuum;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.lake.RunLease;
import dev.bookreel.pipelines.run.RunId;
import dev.bookreel.pipelines.run.Stages;
import dev.bookreel.pipelines.tend.Optimize;
import dev.bookreel.pipelines.tend.Rebuild;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The commands that tend a lake: optimize, vacuum and rebuild. */
final class TendingCommands {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final PrintStream out;
  private final Function<LakeOptions, Stages> stages;

  TendingCommands(PrintStream out, Function<LakeOptions, Stages> stages) {
    this.out = out;
    this.stages = stages;
  }

  int optimize(TableOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    List<Table> tables = LakeCommands.tables(options.getTable());
    String run = RunId.unique("optimize");
    Optimize optimize = new Optimize(lake, stages.apply(options), run);
    List<Optimize.Result> results = RunLease.during(lake, () -> optimize.run(tables));
    lake.clear(run);
    if (isJson(options)) {
      out.println(JSON.valueToTree(results).toString());
    } else if (results.isEmpty()) {
      out.println("Nothing to do: no partition has several small files.");
    }
    if (!isJson(options)) {
      for (Optimize.Result result : results) {
        out.printf(
            Locale.ROOT,
            "%s: %d files are %d now, version %d%n",
            result.table(),
            result.before(),
            result.after(),
            result.version());
      }
    }
    return 0;
  }

  /** What landings that died did not finish. */
  private static void removeUnfinished(StoragePath raw, Instant before) {
    try {
      raw.removeUnfinished(before);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove files of " + raw, e);
    }
  }

  int vacuum(VacuumOptions options) {
    boolean isDry = !Boolean.FALSE.equals(options.getDryRun());
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    Instant before = Instant.now().minus(duration(options.getRetain()));
    Instant running = RunLease.earliest(lake).orElse(before);
    Instant oldest = running.isBefore(before) ? running : before;
    if (!isDry) {
      removeUnfinished(lake.raw(), oldest);
    }
    ArrayNode all = JSON.createArrayNode();
    long files = 0;
    long bytes = 0;
    for (Table table : LakeCommands.tables(options.getTable())) {
      Vacuum vacuum = new Vacuum(lake.table(table), oldest);
      List<Vacuum.Unneeded> unneeded = vacuum.find();
      if (!isDry) {
        vacuum.remove(unneeded);
      }
      for (Vacuum.Unneeded file : unneeded) {
        all.addObject().put("path", file.path()).put("size", file.size());
        files++;
        bytes += file.size();
      }
    }
    if (isJson(options)) {
      out.println(all);
      return 0;
    }
    all.forEach(file -> out.println(file.get("path").asText()));
    out.printf(
        Locale.ROOT,
        "%,d files, %,d bytes %s%n",
        files,
        bytes,
        isDry ? "can be removed; --dry-run=false removes them" : "were removed");
    return 0;
  }

  int rebuild(LakeOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    String run = RunId.unique("rebuild");
    Rebuild rebuild = new Rebuild(lake, stages.apply(options), run);
    Map<String, Long> rows;
    try {
      rows = RunLease.during(lake, rebuild::run);
    } finally {
      lake.clear(run);
    }
    if (isJson(options)) {
      out.println(JSON.valueToTree(rows).toString());
      return 0;
    }
    Grid grid = new Grid("table", "rows");
    rows.forEach(grid::add);
    out.print(grid);
    return 0;
  }

  /** A number of days, hours or minutes. */
  static Duration duration(String text) {
    if (text.matches("[0-9]{1,6}[dhm]")) {
      long count = Long.parseLong(text.substring(0, text.length() - 1));
      return switch (text.charAt(text.length() - 1)) {
        case 'd' -> Duration.ofDays(count);
        case 'h' -> Duration.ofHours(count);
        default -> Duration.ofMinutes(count);
      };
    }
    throw UserError.usage(
        "cannot understand --retain=" + text,
        "it is a number of days, hours or minutes",
        "Write it like --retain=7d");
  }
}
