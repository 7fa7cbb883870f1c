package dev.bookreel.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.query.QueryEngine;
import dev.bookreel.pipelines.report.QualityReport.DatasetReport;
import dev.bookreel.pipelines.report.QualityReport.Point;
import dev.bookreel.pipelines.report.QualityReport.RuleReport;
import dev.bookreel.pipelines.report.QualityReport.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a report from the tables {@code quality_results} and {@code quarantine}. */
public final class ReadQuality {
  private static final int MOST_POINTS = 20;
  private static final int MOST_SAMPLES = 20;
  private final QueryEngine engine;

  /** Reads from a lake. */
  public ReadQuality(Lake lake) {
    this.engine = new QueryEngine(lake, null);
  }

  /**
   * The report of a run.
   *
   * @param run its id; null for the last one
   * @throws UserError with exit code 2 when there are no results
   */
  public QualityReport of(String run) {
    JsonNode found =
        engine.rows(
            "select run_id, cast(date as varchar) as date, sequence from quality_results"
                + (run == null ? "" : " where run_id = " + quoted(run))
                + " order by sequence desc, run_id limit 1");
    if (found.isEmpty()) {
      throw UserError.usage(
          "nothing to report",
          run == null ? "no run has checked any rule yet" : "no run " + run + " has checked a rule",
          "See bookreel status for the runs");
    }
    String id = found.get(0).path("run_id").asText();
    long sequence = found.get(0).path("sequence").asLong();
    List<DatasetReport> datasets = datasets(id, trends(sequence));
    return new QualityReport(id, found.get(0).path("date").asText(), verdict(datasets), datasets);
  }

  private static String verdict(List<DatasetReport> datasets) {
    List<RuleReport> rules =
        datasets.stream().flatMap(dataset -> dataset.rules().stream()).toList();
    if (rules.stream().anyMatch(RuleReport::refuses)) {
      return "refused";
    }
    return rules.stream().anyMatch(RuleReport::isBroken) ? "warned" : "passed";
  }

  private Map<List<String>, List<Point>> trends(long sequence) {
    Map<List<String>, List<Point>> trends = new LinkedHashMap<>();
    for (JsonNode row :
        engine.rows(
            "select dataset, rule, run_id, cast(date as varchar) as date, figure from quality_results"
                + " where sequence <= "
                + sequence
                + " qualify row_number() over (partition by dataset, rule"
                + " order by sequence desc, run_id desc) <= "
                + MOST_POINTS
                + " order by sequence, run_id")) {
      trends
          .computeIfAbsent(
              List.of(row.path("dataset").asText(), row.path("rule").asText()),
              key -> new ArrayList<>())
          .add(new Point(row.path("run_id").asText(), row.path("date").asText(), figure(row)));
    }
    return trends;
  }

  private List<DatasetReport> datasets(String run, Map<List<String>, List<Point>> trends) {
    Map<String, List<RuleReport>> rules = rules(run, trends);
    Map<String, Long> quarantined = quarantined(run);
    Map<String, List<Sample>> samples = samples(run);
    // A refused source may have left quarantined records without results: they count all the same.
    Set<String> names = new TreeSet<>(rules.keySet());
    names.addAll(quarantined.keySet());
    return names.stream()
        .map(
            name ->
                new DatasetReport(
                    name,
                    rules.getOrDefault(name, List.of()),
                    quarantined.getOrDefault(name, 0L),
                    samples.getOrDefault(name, List.of())))
        .sorted(Comparator.comparingInt(DatasetReport::rank))
        .toList();
  }

  private Map<String, List<RuleReport>> rules(String run, Map<List<String>, List<Point>> trends) {
    Map<String, List<RuleReport>> rules = new LinkedHashMap<>();
    for (JsonNode row :
        engine.rows(
            "select * from quality_results where run_id = "
                + quoted(run)
                + " order by dataset, rule")) {
      String dataset = row.path("dataset").asText();
      List<Point> trend =
          trends.getOrDefault(List.of(dataset, row.path("rule").asText()), List.of());
      rules.computeIfAbsent(dataset, name -> new ArrayList<>()).add(rule(row, trend));
    }
    rules.values().forEach(found -> found.sort(Comparator.comparingInt(RuleReport::rank)));
    return rules;
  }

  private static RuleReport rule(JsonNode row, List<Point> trend) {
    return new RuleReport(
        row.path("rule").asText(),
        row.path("rule_type").asText(),
        row.path("action").asText(),
        row.path("outcome").asText(),
        figure(row),
        row.path("expected").asText(),
        row.path("records").asLong(),
        row.path("failed_records").asLong(),
        row.path("message").asText(),
        List.copyOf(trend));
  }

  private Map<String, Long> quarantined(String run) {
    Map<String, Long> quarantined = new LinkedHashMap<>();
    for (JsonNode row :
        engine.rows(
            "select dataset, count(*) as records from quarantine where run_id = "
                + quoted(run)
                + " group by dataset")) {
      quarantined.put(row.path("dataset").asText(), row.path("records").asLong());
    }
    return quarantined;
  }

  private Map<String, List<Sample>> samples(String run) {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    for (JsonNode row :
        engine.rows(
            "select dataset, rule, message, source_file, record_number, raw from quarantine"
                + " where run_id = "
                + quoted(run)
                + " qualify row_number() over (partition by dataset"
                + " order by source_file, record_number) <= "
                + MOST_SAMPLES
                + " order by dataset, source_file, record_number")) {
      samples
          .computeIfAbsent(row.path("dataset").asText(), name -> new ArrayList<>())
          .add(
              new Sample(
                  row.path("rule").asText(),
                  row.path("message").asText(),
                  row.path("source_file").asText(),
                  row.path("record_number").asLong(),
                  row.path("raw").asText()));
    }
    return samples;
  }

  private static Double figure(JsonNode row) {
    return row.path("figure").isNumber() ? row.path("figure").asDouble() : null;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
