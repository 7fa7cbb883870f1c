package dev.bookreel.transforms.profile;

import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.profile.ColumnProfile.Frequent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Proposes rules for a dataset in DQDL from what its table holds: a file to begin with.
 *
 * <p>They hold for the rows that they were made from, with some room, but for duplicates, which a
 * table does not show. A record without what the table requires is set aside; all else warns.
 */
public final class ProposeRules {
  private static final Set<String> HISTORY = Set.of("valid_from", "valid_to", "deleted_on");
  private static final int MOST_IN_A_SET = 10;
  private static final int ROWS_FOR_EACH = 5;
  private static final String WARN = " with action = \"warn\"";

  private final Dataset dataset;
  private final List<String> rules = new ArrayList<>();

  private ProposeRules(Dataset dataset) {
    this.dataset = dataset;
  }

  /** The file for {@code --rules}; a table without rows gives an empty list. */
  public static String of(Dataset dataset, TableProfile profile) {
    ProposeRules proposal = new ProposeRules(dataset);
    if (profile.rows() > 0) {
      proposal.ofTable(profile.rows());
      profile.columns().stream()
          .filter(column -> !HISTORY.contains(column.column()))
          // Match keys follow from what they are made of.
          .filter(column -> !column.column().endsWith("_key"))
          .forEach(proposal::ofColumn);
    }
    return "# Proposed from %,d rows of %s: read it, and change what you know better.\nRules = [\n  %s\n]\n"
        .formatted(profile.rows(), profile.table(), String.join(",\n  ", proposal.rules))
        .replace("[\n  \n]", "[ ]");
  }

  private void ofTable(long rows) {
    rules.add(
        String.format(Locale.ROOT, "RowCount between %d and %d", rows / 2 - 1, rows * 2 + 1)
            + WARN);
    if (dataset.isFullDump()) {
      rules.add(
          "IsPrimaryKey "
              + String.join(" ", dataset.keyColumns().stream().map(ProposeRules::quoted).toList())
              + WARN);
    }
  }

  private void ofColumn(ColumnProfile column) {
    String name = quoted(column.column());
    if (column.nulls() == 0) {
      boolean isRequired =
          !dataset.table().schema().getField(column.column()).getType().getNullable();
      rules.add("IsComplete " + name + (isRequired ? " with action = \"quarantine\"" : WARN));
    } else if (column.completeness() > 0) {
      rules.add("Completeness " + name + " >= " + share(column.completeness()) + WARN);
    }
    if (isSet(column)) {
      ofSet(column, name);
    } else if (column.mean() != null) {
      ofRange(column, name);
    } else if (column.type().equals("text") && column.longest() != null) {
      rules.add(orNull(column, name, "ColumnLength " + name + " <= " + 2 * column.longest()));
    }
  }

  private void ofSet(ColumnProfile column, String name) {
    Set<String> values = new TreeSet<>();
    column.frequent().forEach(value -> values.add(quoted(value.value())));
    rules.add(
        orNull(column, name, "ColumnValues " + name + " in [" + String.join(", ", values) + "]"));
  }

  /** From the lowest to the highest number, and half of what lies between beyond them. */
  private void ofRange(ColumnProfile column, String name) {
    double low = Double.parseDouble(column.minimum());
    double high = Double.parseDouble(column.maximum());
    double room = Math.max((high - low) / 2, 1);
    // What was never below zero is a size or a count.
    double from = low >= 0 ? Math.max(0, low - room) : low - room;
    rules.add(
        orNull(column, name, "ColumnValues " + name + " >= " + whole(from, RoundingMode.FLOOR)));
    rules.add(
        orNull(
            column,
            name,
            "ColumnValues " + name + " <= " + whole(high + room, RoundingMode.CEILING)));
  }

  /** Whether a column of texts holds the same few values again and again, all of them spellable. */
  private static boolean isSet(ColumnProfile column) {
    return column.type().equals("text")
        && column.distinct() > 0
        && column.distinct() <= MOST_IN_A_SET
        && column.frequent().size() == column.distinct()
        && column.rows() - column.nulls() >= ROWS_FOR_EACH * column.distinct()
        && column.frequent().stream().map(Frequent::value).allMatch(ProposeRules::isSpellable);
  }

  private static boolean isSpellable(String value) {
    return value.codePoints().noneMatch(letter -> letter == '"' || letter == '\\' || letter < ' ');
  }

  /** A null is no value out of range: whether it may be is for the rule about completeness. */
  private static String orNull(ColumnProfile column, String name, String rule) {
    return column.nulls() == 0
        ? rule + WARN
        : "(ColumnValues " + name + " = NULL) or (" + rule + WARN + ")";
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String whole(double value, RoundingMode mode) {
    return new BigDecimal(value).setScale(0, mode).toPlainString();
  }

  /** A tenth below what it is. */
  private static String share(double completeness) {
    return BigDecimal.valueOf(completeness * 0.9).setScale(2, RoundingMode.FLOOR).toPlainString();
  }
}
