package dev.bookreel.pipelines.report;

import dev.bookreel.pipelines.report.QualityReport.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;

/** Spells figures for people. */
final class Figures {
  private static final String STEPS = "▁▂▃▄▅▆▇█";
  private static final MathContext SHORT = new MathContext(4);

  private Figures() {}

  /** Four digits that count, or a dash. */
  static String shown(Double figure) {
    return figure == null
        ? "–"
        : new BigDecimal(figure).round(SHORT).stripTrailingZeros().toPlainString();
  }

  /**
   * A trend in one line: each figure as a bar between the lowest and the highest, a dot for none.
   */
  static String spark(List<Point> trend) {
    double lowest = lowest(trend);
    double span = highest(trend) - lowest;
    StringBuilder bars = new StringBuilder();
    for (Point point : trend) {
      if (point.figure() == null) {
        bars.append('·');
      } else {
        double share = span == 0 ? 0.5 : (point.figure() - lowest) / span;
        bars.append(STEPS.charAt((int) Math.round(share * (STEPS.length() - 1))));
      }
    }
    return bars.toString();
  }

  static double lowest(List<Point> trend) {
    return trend.stream()
        .map(Point::figure)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .min()
        .orElse(0);
  }

  static double highest(List<Point> trend) {
    return trend.stream()
        .map(Point::figure)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }
}
