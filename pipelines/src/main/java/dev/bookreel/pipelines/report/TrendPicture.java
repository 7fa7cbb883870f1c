package dev.bookreel.pipelines.report;

import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import dev.bookreel.pipelines.report.QualityReport.Point;
import dev.bookreel.pipelines.report.QualityReport.RuleReport;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws how a figure went over the last runs. */
final class TrendPicture {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 32;
  private static final int MARGIN = 4;

  private TrendPicture() {}

  /**
   * The picture, as SVG, with its figures in words for those who cannot see it; none of one run.
   */
  static DomContent of(RuleReport rule) {
    List<Point> points = rule.trend().stream().filter(point -> point.figure() != null).toList();
    if (points.size() < 2) {
      return text("");
    }
    String spelled =
        points.stream()
            .map(point -> point.date() + ": " + Figures.shown(point.figure()))
            .collect(Collectors.joining(", "));
    Point last = points.get(points.size() - 1);
    return tag("svg")
        .attr("class", "trend")
        .attr("role", "img")
        .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
        .attr("width", WIDTH)
        .attr("height", HEIGHT)
        .with(
            tag("title").withText("Figures of the last " + points.size() + " runs"),
            tag("desc").withText(spelled),
            tag("polyline").attr("points", line(points)),
            tag("circle")
                .attr("cx", x(points, points.size() - 1))
                .attr("cy", y(points, last))
                .attr("r", 3));
  }

  private static String line(List<Point> points) {
    StringBuilder line = new StringBuilder();
    for (int number = 0; number < points.size(); number++) {
      line.append(x(points, number)).append(',').append(y(points, points.get(number))).append(' ');
    }
    return line.toString().strip();
  }

  private static String x(List<Point> points, int number) {
    return place(MARGIN + (WIDTH - 2.0 * MARGIN) * number / (points.size() - 1));
  }

  private static String y(List<Point> points, Point point) {
    double lowest = Figures.lowest(points);
    double span = Figures.highest(points) - lowest;
    double share = span == 0 ? 0.5 : (point.figure() - lowest) / span;
    return place(HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * share);
  }

  private static String place(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
