package dev.bookreel.pipelines.report;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import dev.bookreel.pipelines.report.QualityReport.DatasetReport;
import dev.bookreel.pipelines.report.QualityReport.RuleReport;
import dev.bookreel.pipelines.report.QualityReport.Sample;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A report as one page that needs nothing but a browser: no script, no network.
 *
 * <p>All texts are escaped by j2html, and a policy in the page forbids scripts and any request: a
 * record that was meant to do harm is shown as it is.
 */
public final class QualityPage {
  /** So that one endless record does not bury the others; the quarantine has it whole. */
  private static final int MOST_LETTERS = 500;

  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private QualityPage() {}

  /** The whole page. */
  public static String of(QualityReport report) {
    return document(
        html(
                head(
                    meta().withCharset("utf-8"),
                    meta().attr("http-equiv", "Content-Security-Policy").withContent(POLICY),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta().withName("color-scheme").withContent("light dark"),
                    title("Data quality, " + report.date()),
                    style(rawHtml(css()))),
                body(
                    main(
                        h1("Data quality"),
                        p(attrs(".verdict." + report.verdict()), report.inWords()),
                        p(attrs(".run"), "Run " + report.run() + " for " + report.date()),
                        each(report.datasets(), QualityPage::dataset))))
            .withLang("en"));
  }

  private static DomContent dataset(DatasetReport dataset) {
    return section(
        h2(dataset.dataset()),
        p(summary(dataset)),
        ul(attrs(".rules"), each(dataset.rules(), QualityPage::rule)),
        iff(
            !dataset.samples().isEmpty(),
            div(
                h3("Records that were set aside"),
                p(
                    String.format(
                        Locale.ROOT,
                        "%,d of %,d",
                        dataset.samples().size(),
                        dataset.quarantined())),
                ol(attrs(".samples"), each(dataset.samples(), QualityPage::sample)))));
  }

  private static String summary(DatasetReport dataset) {
    if (dataset.rules().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "No result of a rule was kept; %,d records set aside",
          dataset.quarantined());
    }
    return String.format(
        Locale.ROOT,
        "%d of %d rules hold; %,d records set aside",
        dataset.rules().size() - dataset.broken(),
        dataset.rules().size(),
        dataset.quarantined());
  }

  private static DomContent rule(RuleReport rule) {
    return li(
        attrs("." + rule.outcome()),
        div(
            attrs(".what"),
            span(attrs(".outcome"), rule.outcome()),
            span(attrs(".action"), rule.action()),
            code(Visible.of(rule.rule()))),
        div(
            attrs(".found"),
            span(Visible.of(rule.told())),
            // Of a rule about rows it is their share: it must not stand beside what was asked.
            iff(
                rule.figure() != null,
                span(attrs(".figure"), "figure " + Figures.shown(rule.figure()))),
            TrendPicture.of(rule)));
  }

  private static DomContent sample(Sample sample) {
    return li(
        p(attrs(".message"), Visible.head(sample.rule() + ": " + sample.message(), MOST_LETTERS)),
        p(attrs(".place"), Visible.of(sample.sourceFile()) + ", record " + sample.recordNumber()),
        code(Visible.head(sample.raw(), MOST_LETTERS)));
  }

  private static String css() {
    try (InputStream in = QualityPage.class.getResourceAsStream("quality.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the program's quality.css", e);
    }
  }
}
