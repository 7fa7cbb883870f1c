package dev.bookreel.pipelines.cli;

import dev.bookreel.pipelines.run.Progress;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows progress on standard error: a bar that grows on a terminal, a line now and then elsewhere.
 */
final class ProgressPrinter implements Progress {
  private static final int WIDTH = 24;

  /** A line that a narrow terminal breaks could not be drawn over. */
  private static final int COLUMNS = 79;

  private static final double SECONDS_A_LINE = 5;

  private final PrintStream err;
  private final boolean terminal;
  private int shown;
  private double lastLine;

  ProgressPrinter(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public void say(String what) {
    lastLine = 0;
    err.println(what);
  }

  @Override
  public void update(String stage, long records, long total, double seconds) {
    if (terminal) {
      String counts = counts(records, total, seconds);
      show(bar(records, total, COLUMNS - counts.length()) + counts);
    } else if (seconds - lastLine >= SECONDS_A_LINE) {
      lastLine = seconds;
      err.println(stage + ": " + counts(records, total, seconds));
    }
  }

  @Override
  public void done(String stage, long records, double seconds) {
    lastLine = 0;
    clear();
    err.println("  " + counts(records, 0, seconds));
  }

  @Override
  public void failed() {
    lastLine = 0;
    clear();
  }

  private void clear() {
    if (shown > 0) {
      show("");
      err.print('\r');
    }
  }

  private void show(String line) {
    err.print('\r' + line + " ".repeat(Math.max(0, shown - line.length())));
    err.flush();
    shown = line.length();
  }

  /** A bar with what encloses it, in at most so many columns. */
  private static String bar(long records, long total, int columns) {
    int width = Math.min(WIDTH, columns - "[] ".length());
    if (total == 0 || width <= 0) {
      return "";
    }
    int full = (int) Math.min(width, records * width / total);
    return "[" + "#".repeat(full) + "-".repeat(width - full) + "] ";
  }

  private static String counts(long records, long total, double seconds) {
    if (records == 0) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (records == total) {
      return String.format(Locale.ROOT, "all %,d records read, finishing, %.1f s", total, seconds);
    }
    String of = total == 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
    return String.format(
        Locale.ROOT,
        "%,d%s records in %.1f s, %,.0f a second",
        records,
        of,
        seconds,
        records / Math.max(0.001, seconds));
  }
}
