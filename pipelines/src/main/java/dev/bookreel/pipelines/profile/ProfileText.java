package dev.bookreel.pipelines.profile;

import dev.bookreel.pipelines.report.Visible;
import dev.bookreel.transforms.profile.ColumnProfile;
import dev.bookreel.transforms.profile.ColumnProfile.Bin;
import dev.bookreel.transforms.profile.ColumnProfile.Frequent;
import dev.bookreel.transforms.profile.TableProfile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A profile for a terminal of 80 columns. */
public final class ProfileText {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final int BAR = 30;
  private static final int MOST_VALUES = 5;
  private static final int MOST_LETTERS = 40;
  private static final MathContext SHORT = new MathContext(6);

  private ProfileText() {}

  /** Writes a profile out. */
  public static String of(TableProfile profile) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d %s%n",
            profile.table(),
            profile.rows(),
            profile.rows() == 1 ? "row" : "rows"));
    profile.columns().forEach(column -> append(text, column));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static void append(StringBuilder text, ColumnProfile column) {
    text.append("  ").append(column.column()).append(" (").append(column.type()).append(")\n");
    if (column.rows() > 0) {
      line(text, String.join(", ", facts(column)));
    }
    if (!column.frequent().isEmpty()) {
      List<String> values = new ArrayList<>();
      for (Frequent value :
          column.frequent().subList(0, Math.min(MOST_VALUES, column.frequent().size()))) {
        values.add(
            String.format(
                Locale.ROOT, "%s (%,d)", Visible.head(value.value(), MOST_LETTERS), value.count()));
      }
      wrapped(text, "most often: ", values);
    }
    // One bin says no more than the lowest and the highest value.
    if (column.histogram().size() > 1) {
      bars(text, column.histogram());
    }
  }

  private static List<String> facts(ColumnProfile column) {
    List<String> facts = new ArrayList<>();
    facts.add(
        column.nulls() == 0
            ? "complete"
            : String.format(Locale.ROOT, "%s %% complete", about(100 * column.completeness())));
    facts.add(
        String.format(
            Locale.ROOT,
            "%s%,d different",
            column.distinctIsExact() ? "" : "about ",
            column.distinct()));
    if (column.longest() != null) {
      facts.add(
          column.shortest()
              + " to "
              + column.longest()
              + (column.type().equals("texts") ? " values" : " characters"));
    }
    if (!column.histogram().isEmpty()) {
      facts.add(column.minimum() + " to " + column.maximum());
    }
    if (column.mean() != null) {
      facts.add("mean " + about(column.mean()) + " ± " + about(column.deviation()));
    }
    return facts;
  }

  private static void bars(StringBuilder text, List<Bin> bins) {
    long most = bins.stream().mapToLong(Bin::count).max().orElse(1);
    int width = bins.stream().mapToInt(bin -> bin.from().length()).max().orElse(0);
    int digits = String.format(Locale.ROOT, "%,d", most).length();
    for (Bin bin : bins) {
      long eighths = Math.round(8.0 * BAR * bin.count() / most);
      // What is there at all is seen.
      eighths = bin.count() > 0 ? Math.max(1, eighths) : 0;
      String bar =
          "█".repeat((int) (eighths / 8))
              + (eighths % 8 == 0 ? "" : EIGHTHS.charAt((int) (eighths % 8)));
      line(
          text,
          String.format(
              Locale.ROOT,
              "from %" + width + "s  %," + digits + "d %s",
              bin.from(),
              bin.count(),
              bar));
    }
  }

  private static void wrapped(StringBuilder text, String head, List<String> values) {
    StringBuilder line = new StringBuilder(head);
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i) + (i + 1 < values.size() ? ", " : "");
      if (line.length() + value.length() > 74) {
        line(text, line.toString().stripTrailing());
        line = new StringBuilder("  ");
      }
      line.append(value);
    }
    line(text, line.toString());
  }

  private static void line(StringBuilder text, String line) {
    text.append("    ").append(line.stripTrailing()).append('\n');
  }

  private static String about(double value) {
    return new BigDecimal(value).round(SHORT).stripTrailingZeros().toPlainString();
  }
}
