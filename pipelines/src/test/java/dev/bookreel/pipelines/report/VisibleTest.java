package dev.bookreel.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.bookreel.pipelines.report.QualityReport.DatasetReport;
import dev.bookreel.pipelines.report.QualityReport.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void whatCannotBeSeen_isSpelled_theRestIsAsItWas() {
    assertThat(
        Visible.of("Amélie 😀\n\u202ered\u001b[31m\u0000\u200b\ud800"),
        is("Amélie 😀\n‹U+202E›red‹U+001B›[31m‹U+0000›‹U+200B›‹U+D800›"));
  }

  @Test
  void aHead_isCutBetweenCharacters_andSaysSo() {
    assertThat(Visible.head("😀😀😀", 3), is("😀😀😀"));
    assertThat(Visible.head("😀".repeat(1200), 2), is("😀😀… (1,200 characters)"));
  }

  @Test
  void thePage_andTheTerminal_getVisibleTexts_thePageNoEndlessOnes() {
    QualityReport report =
        new QualityReport(
            "r",
            "2022-01-01",
            "warned",
            List.of(
                new DatasetReport(
                    "books",
                    List.of(Reports.rule("ColumnExists \"\u001b[2J\"", "warn", "failed")),
                    1,
                    List.of(new Sample("x", "\u202ey", "f", 1, "word ".repeat(13_000))))));
    String page = QualityPage.of(report);
    assertThat(page, containsString("x: ‹U+202E›y"));
    assertThat(page, containsString("… (65,000 characters)"));
    assertThat(page.length() < 10_000, is(true));
    assertThat(QualityText.of(report), containsString("\"‹U+001B›[2J\""));
    assertThat(QualityText.of(report), not(containsString("\u001b")));
  }
}
