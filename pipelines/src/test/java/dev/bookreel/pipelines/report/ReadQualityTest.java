package dev.bookreel.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.report.QualityReport.DatasetReport;
import dev.bookreel.pipelines.report.QualityReport.Point;
import dev.bookreel.pipelines.report.QualityReport.RuleReport;
import dev.bookreel.pipelines.report.QualityReport.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of lakes whose rows are written here. */
class ReadQualityTest {
  private static final String MEAN = "Mean \"size\" > 5";

  @TempDir Path folder;
  private Lake lake;
  private ResultRows rows;

  @BeforeEach
  void lake() {
    lake = Lake.openOrCreate(folder.resolve("lake").toString(), ZoneId.of("Europe/Madrid"));
    rows = new ResultRows(lake);
  }

  @Test
  void withoutResults_thereIsNothingToReport() {
    rows.quarantined("r1", "books", 1);
    UserError error = assertThrows(UserError.class, () -> report(null));
    assertThat(error.exitCode(), is(2));
    assertThat(
        error.getMessage(),
        is(
            "nothing to report: no run has checked any rule yet. See bookreel status for the runs."));
  }

  @Test
  void aReportAsJson_isThisDocument() throws IOException {
    rows.result(1, "books", MEAN, "refuse", "passed", 7.0);
    rows.result(2, "books", MEAN, "refuse", "failed", 4.5);
    rows.quarantined("r2", "books", 1);
    ObjectMapper json = new ObjectMapper();
    assertThat(
        json.readTree(json.writeValueAsString(report(null))),
        is(
            json.readTree(
                """
                {"run":"r2","date":"2022-01-03","verdict":"refused","datasets":[{"dataset":"books","rules":[
                 {"rule":"Mean \\"size\\" > 5","type":"Mean","action":"refuse","outcome":"failed","figure":4.5,
                  "expected":"> 5","records":10,"failed":2,"message":"it is 4.5","trend":[
                   {"run":"r1","date":"2022-01-02","figure":7.0},
                   {"run":"r2","date":"2022-01-03","figure":4.5}],"broken":true}],
                 "quarantined":1,"samples":[{"rule":"name.required","message":"name is missing",
                  "raw":"{\\"n\\":1}","source_file":"raw/a.json","record_number":1}]}]}
                """)));
  }

  @Test
  void theTrend_isThatOfTheLast20Runs_upToTheOneThatIsAskedFor() {
    for (int run = 1; run <= 24; run++) {
      rows.result(run, "books", MEAN, "warn", "passed", run == 10 ? null : (double) run);
    }
    List<Point> trend = firstRule(report(null)).trend();
    assertThat(trend.size(), is(20));
    assertThat(trend.get(0), is(new Point("r5", "2022-01-06", 5.0)));
    assertThat(trend.get(5), is(new Point("r10", "2022-01-11", null)));
    assertThat(trend.get(19), is(new Point("r24", "2022-01-25", 24.0)));

    List<Point> earlier = firstRule(report("r3")).trend();
    assertThat(earlier.stream().map(Point::run).toList(), is(List.of("r1", "r2", "r3")));
  }

  @Test
  void whatIsBroken_comesFirst_aRefusalBeforeAll() {
    rows.result(1, "books", "A", "refuse", "passed", 6.0);
    rows.result(1, "books", "B", "refuse", "skipped", null);
    rows.result(1, "books", "C", "refuse", "accepted", 4.0);
    rows.result(1, "books", "D", "warn", "failed", 4.0);
    QualityReport report = report(null);
    assertThat(
        report.datasets().get(0).rules().stream().map(RuleReport::rule).toList(),
        is(List.of("C", "D", "A", "B")));
    assertThat(report.verdict(), is("warned"));
    rows.result(2, "authors", "A", "refuse", "passed", 6.0);
    rows.result(2, "books", "A", "warn", "failed", 4.0);
    rows.result(2, "users", "A", "warn", "failed", 4.0);
    rows.result(2, "users", "B", "refuse", "failed", 4.0);
    QualityReport refused = report(null);
    assertThat(refused.verdict(), is("refused"));
    assertThat(
        refused.datasets().stream().map(DatasetReport::dataset).toList(),
        is(List.of("users", "books", "authors")));
    assertThat(firstRule(refused).rule(), is("B"));
    assertThat(report("r1").verdict(), is("warned"));
  }

  @Test
  void whatWasSetAside_counts_alsoWhereNoResultWasKept() {
    rows.result(1, "users", MEAN, "warn", "passed", 6.0);
    rows.quarantined("r1", "books", 25);
    rows.quarantined("r0", "users", 3);
    QualityReport report = report(null);
    assertThat(report.inWords(), is("Passed: all rules hold, 25 records were set aside."));
    assertThat(
        report.datasets().stream().map(DatasetReport::dataset).toList(),
        is(List.of("books", "users")));
    DatasetReport books = report.datasets().get(0);
    assertThat(books.rules(), is(List.of()));
    assertThat(books.quarantined(), is(25L));
    assertThat(books.samples().size(), is(20));
    assertThat(
        books.samples().get(19),
        is(new Sample("name.required", "name is missing", "raw/a.json", 20, "{\"n\":20}")));
    assertThat(report.datasets().get(1).quarantined(), is(0L));
  }

  private QualityReport report(String run) {
    return new ReadQuality(lake).of(run);
  }

  private static RuleReport firstRule(QualityReport report) {
    return report.datasets().get(0).rules().get(0);
  }
}
