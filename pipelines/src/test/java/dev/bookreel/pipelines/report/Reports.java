package dev.bookreel.pipelines.report;

import dev.bookreel.pipelines.report.QualityReport.DatasetReport;
import dev.bookreel.pipelines.report.QualityReport.Point;
import dev.bookreel.pipelines.report.QualityReport.RuleReport;
import dev.bookreel.pipelines.report.QualityReport.Sample;
import java.util.List;

/** Reports to render. */
final class Reports {
  static final String HOSTILE =
      "<script>stolen=1</script>\"><img src=x onerror=stolen=1>'</textarea><svg onload=stolen=1>"
          + "an_endless_word_without_any_place_to_break_".repeat(4);

  private Reports() {}

  /** A refused run, all of whose texts want to do harm. */
  static QualityReport hostile() {
    return new QualityReport(
        "2022-01-01-" + HOSTILE,
        "2022-01-01",
        "refused",
        List.of(
            new DatasetReport(
                "books",
                List.of(
                    new RuleReport(
                        "Mean \"pages\" < 10 " + HOSTILE,
                        "Mean",
                        "refuse",
                        "failed",
                        27.5,
                        "< 10 " + HOSTILE,
                        2,
                        0,
                        "it is 27.5" + HOSTILE,
                        List.of(
                            new Point("a", "2021-12-31", 9.0), new Point("b", "2022-01-01", 27.5))),
                    rule("IsComplete \"name\"", "quarantine", "failed"),
                    rule("ColumnExists \"x\u0001\ud800\"", "warn", "failed"),
                    rule("RowCount > 0", "warn", "passed"),
                    rule("Mean \"x\" > 0", "refuse", "skipped")),
                2,
                List.of(new Sample("name.required", HOSTILE, HOSTILE, 3, HOSTILE)))));
  }

  static RuleReport rule(String rule, String action, String outcome) {
    return new RuleReport(
        rule, "X", action, outcome, null, "", 2, 1, "1 of 2 rows fail", List.of());
  }
}
