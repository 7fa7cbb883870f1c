package dev.bookreel.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.pipelines.report.QualityReport.DatasetReport;
import dev.bookreel.pipelines.report.QualityReport.Point;
import dev.bookreel.pipelines.report.QualityReport.RuleReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityTextTest {
  @Test
  void aReport_fitsATerminal() {
    QualityReport report =
        new QualityReport(
            "r",
            "2022-01-01",
            "warned",
            List.of(
                new DatasetReport(
                    "books",
                    List.of(
                        new RuleReport(
                            "ReferentialIntegrity \"author_key\" \"authors.name_key\" and then some >= 0.98",
                            "ReferentialIntegrity",
                            "warn",
                            "failed",
                            0.91176,
                            ">= 0.98",
                            102,
                            9,
                            "9 of 102 rows fail",
                            List.of(
                                new Point("a", "d", 0.99),
                                new Point("b", "d", null),
                                new Point("c", "d", 0.95),
                                new Point("r", "d", 0.91176))),
                        Reports.rule("RowCount > 0", "quarantine", "passed")),
                    1,
                    List.of())));
    assertThat(
        QualityText.of(report),
        is(
            """
            Run r for 2022-01-01
            Passed, with warnings: 1 rule does not hold, 1 record was set aside.

            books, 1 quarantined
              ✗ warn        ReferentialIntegrity "author_key" "authors.name_key" and then
                              some >= 0.98
                            9 of 102 rows fail, asked for >= 0.98  █·▄▁
              ✓ quarantine  RowCount > 0
                            1 of 2 rows fail
            """));
  }
}
