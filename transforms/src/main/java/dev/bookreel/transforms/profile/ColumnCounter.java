package dev.bookreel.transforms.profile;

import dev.bookreel.transforms.quality.ExactSum;
import dev.bookreel.transforms.table.RowReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;

/** Looks at a column, row after row. */
final class ColumnCounter {
  private final ColumnKind kind;
  private final boolean isLong;
  private final HllSketch sketch = DistinctSketch.begin();
  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private Map<String, Long> counts = new HashMap<>();
  private long rows;
  private long nulls;
  private long values;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private String first;
  private String last;
  private int shortest = Integer.MAX_VALUE;
  private int longest = -1;

  ColumnCounter(ProfiledColumn column) {
    this.kind = column.kind();
    this.isLong = column.isLong();
  }

  /** Looks at the column of the current row. */
  void add(RowReader row, int column) {
    rows++;
    if (row.isNull(column)) {
      nulls++;
    } else if (kind == ColumnKind.TEXT) {
      String text = row.getString(column);
      measure(Texts.length(text));
      text(text);
    } else if (kind == ColumnKind.TEXTS) {
      List<String> texts = row.getStrings(column);
      measure(texts.size());
      texts.forEach(this::text);
    } else {
      number(kind.read(row, column, isLong));
    }
  }

  ColumnPart part() {
    return new ColumnPart(
        rows,
        nulls,
        values,
        counts,
        DistinctSketch.of(sketch),
        sum.value(),
        squares.value(),
        low,
        high,
        first,
        last,
        shortest,
        longest);
  }

  private void text(String text) {
    values++;
    sketch.update(text);
    count(text);
    if (first == null || Texts.compare(text, first) < 0) {
      first = text;
    }
    if (last == null || Texts.compare(text, last) > 0) {
      last = text;
    }
  }

  private void number(double value) {
    values++;
    sketch.update(value);
    low = Math.min(low, value);
    high = Math.max(high, value);
    if (kind.isNumber()) {
      sum.add(value);
      squares.addSquare(value);
    }
    if (counts != null) {
      count(kind.shown(value));
    }
  }

  private void count(String value) {
    if (counts != null) {
      counts.merge(value, 1L, Long::sum);
      if (counts.size() > ColumnPart.MOST_COUNTED) {
        counts = null;
      }
    }
  }

  private void measure(int length) {
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
  }
}
