package dev.bookreel.pipelines.report;

import dev.bookreel.pipelines.report.QualityReport.DatasetReport;
import dev.bookreel.pipelines.report.QualityReport.RuleReport;

/** A report for a terminal of 80 columns. */
public final class QualityText {
  private static final int WIDTH = 80;
  private static final int INDENT = 15;

  private QualityText() {}

  /** The whole report. */
  public static String of(QualityReport report) {
    StringBuilder text = new StringBuilder("Run " + report.run() + " for " + report.date() + "\n");
    text.append(report.inWords()).append('\n');
    for (DatasetReport dataset : report.datasets()) {
      text.append('\n').append(dataset.dataset());
      if (dataset.quarantined() > 0) {
        text.append(", ").append(dataset.quarantined()).append(" quarantined");
      }
      text.append('\n');
      if (dataset.rules().isEmpty()) {
        text.append("  no result of a rule was kept\n");
      }
      dataset.rules().forEach(rule -> append(text, rule));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, RuleReport rule) {
    text.append(pad("  " + sign(rule) + " " + rule.action(), INDENT))
        .append(' ')
        .append(wrapped(rule.rule()))
        .append('\n');
    String found = rule.isBroken() ? rule.told() : rule.message();
    String trend = rule.trend().size() > 1 ? "  " + Figures.spark(rule.trend()) : "";
    text.append(" ".repeat(INDENT + 1)).append(wrapped(found + trend)).append('\n');
  }

  private static String sign(RuleReport rule) {
    return switch (rule.outcome()) {
      case "passed" -> "✓";
      case "skipped" -> "–";
      case "accepted" -> "!";
      default -> "✗";
    };
  }

  /** Broken between words where it is too wide. */
  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : Visible.of(text).split("[ \n\t]", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH - INDENT - 1) {
        lines.append('\n').append(" ".repeat(INDENT + 3));
        column = 2;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
