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
    Map<String, List<RuleReport>> rules = new LinkedHashMap<>();
    for (JsonNode row :
        engine.rows(
            "select * from quality_results where run_id = "
                + quoted(run)
                + " order by dataset, rule")) {
      String dataset = row.path("dataset").asText();
      List<Point> trend =
          trends.getOrDefault(List.of(dataset, row.path("rule").asText()), List.of());
      rules
          .computeIfAbsent(dataset, name -> new ArrayList<>())
          .add(rule(row, trend.subList(Math.max(0, trend.size() - MOST_POINTS), trend.size())));
    }
    List<DatasetReport> datasets = new ArrayList<>();
    rules.forEach(
        (dataset, found) -> {
          found.sort(Comparator.comparing((RuleReport rule) -> !rule.isBroken()));
          datasets.add(
              new DatasetReport(dataset, found, quarantined(run, dataset), samples(run, dataset)));
        });
    return datasets;
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

  private long quarantined(String run, String dataset) {
    return engine
        .rows("select count(*) as records from quarantine where " + of(run, dataset))
        .get(0)
        .path("records")
        .asLong();
  }

  private List<Sample> samples(String run, String dataset) {
    List<Sample> samples = new ArrayList<>();
    for (JsonNode row :
        engine.rows(
            "select rule, message, source_file, record_number, raw from quarantine where "
                + of(run, dataset)
                + " order by source_file, record_number limit "
                + MOST_SAMPLES)) {
      samples.add(
          new Sample(
              row.path("rule").asText(),
              row.path("message").asText(),
              row.path("source_file").asText(),
              row.path("record_number").asLong(),
              row.path("raw").asText()));
    }
    return samples;
  }

  private static String of(String run, String dataset) {
    return "run_id = " + quoted(run) + " and dataset = " + quoted(dataset);
  }

  private static Double figure(JsonNode row) {
    return row.path("figure").isNumber() ? row.path("figure").asDouble() : null;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
