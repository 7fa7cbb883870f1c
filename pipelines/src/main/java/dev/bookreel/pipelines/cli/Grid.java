package dev.bookreel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of texts and numbers for a terminal; numbers are right-aligned. */
final class Grid {
  private final List<List<Object>> rows = new ArrayList<>();

  Grid(Object... head) {
    rows.add(List.of(head));
  }

  /** Adds a row; null shows as a dash. */
  Grid add(Object... values) {
    List<Object> row = new ArrayList<>();
    for (Object value : values) {
      row.add(value == null ? "-" : value);
    }
    rows.add(row);
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.get(0).size();
    StringBuilder text = new StringBuilder();
    for (List<Object> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = spell(row.get(column));
        String pad = " ".repeat(width(column) - cell.length());
        line.append(isNumber(column) ? pad + cell : cell + pad).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> spell(row.get(column)).length()).max().orElse(0);
  }

  private boolean isNumber(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).anyMatch(row -> row.get(column) instanceof Number);
  }

  private static String spell(Object value) {
    return value instanceof Number number
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : value.toString();
  }
}
