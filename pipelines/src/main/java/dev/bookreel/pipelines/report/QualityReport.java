package dev.bookreel.pipelines.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What the rules found in one run, and how their figures went before.
 *
 * @param run its id
 * @param date that it was for
 * @param verdict {@code passed}, {@code warned} or {@code refused}
 * @param datasets those with results of rules, or with records that were set aside; in the order of
 *     what their rules found, those that are refused first
 */
public record QualityReport(String run, String date, String verdict, List<DatasetReport> datasets) {

  /**
   * A dataset.
   *
   * @param dataset its name
   * @param rules those that refuse first, then those that do not hold otherwise
   * @param quarantined how many records the run set aside
   * @param samples some of them
   */
  public record DatasetReport(
      String dataset, List<RuleReport> rules, long quarantined, List<Sample> samples) {
    /** What of its rules matters most. */
    int rank() {
      return rules.stream().mapToInt(RuleReport::rank).min().orElse(RuleReport.HOLDS);
    }

    long broken() {
      return rules.stream().filter(RuleReport::isBroken).count();
    }
  }

  /**
   * A rule.
   *
   * @param rule in DQDL, without its action
   * @param type DQDL's
   * @param figure what was measured; null without one
   * @param expected what was asked
   * @param records rows that were checked
   * @param failed rows that failed
   * @param trend the figures of the last runs, this one last
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record RuleReport(
      String rule,
      String type,
      String action,
      String outcome,
      Double figure,
      String expected,
      long records,
      long failed,
      String message,
      List<Point> trend) {
    static final int HOLDS = 2;

    /** Whether it does not hold. */
    @JsonProperty("broken")
    public boolean isBroken() {
      return outcome.equals("failed") || outcome.equals("accepted");
    }

    boolean refuses() {
      return outcome.equals("failed") && action.equals("refuse");
    }

    /** What people should see first has the lowest. */
    int rank() {
      if (refuses()) {
        return 0;
      }
      return isBroken() ? 1 : HOLDS;
    }

    /** What was found, and what was asked where the rule compares. */
    String told() {
      return message + (expected.isEmpty() ? "" : ", asked for " + expected);
    }
  }

  /** A figure of a run. */
  public record Point(String run, String date, Double figure) {}

  /** A record that was set aside. */
  public record Sample(
      String rule,
      String message,
      @JsonProperty("source_file") String sourceFile,
      @JsonProperty("record_number") long recordNumber,
      String raw) {}

  /** The verdict in words: of the rules only, since what was published they cannot tell. */
  public String inWords() {
    long broken = datasets.stream().mapToLong(DatasetReport::broken).sum();
    long set = datasets.stream().mapToLong(DatasetReport::quarantined).sum();
    String rules = broken == 1 ? "1 rule does not hold" : broken + " rules do not hold";
    String records = set == 1 ? "1 record was set aside" : set + " records were set aside";
    return switch (verdict) {
      case "refused" -> "Refused: " + rules + ", " + records + ".";
      case "warned" -> "Passed, with warnings: " + rules + ", " + records + ".";
      default -> "Passed: all rules hold, " + records + ".";
    };
  }
}
