package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.util.List;

/** What each row is asked for. */
sealed interface RowCondition extends Serializable {
  /** Whether the row meets it. */
  boolean holds(RowValues row);

  /** {@code IsComplete}: there is a value. */
  record Complete(int column) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      return !row.isNull(column);
    }
  }

  /** {@code ColumnValues} of numbers. */
  record OfNumber(int column, NumberCondition asked) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      return row.isNull(column) ? asked.holdsForNull() : asked.holds(row.number(column));
    }
  }

  /** {@code ColumnValues} that asks about NULL alone, of any column. */
  record OfNull(int column, NumberCondition asked) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      return row.isNull(column) == asked.holdsForNull();
    }
  }

  /** {@code ColumnValues} of texts. */
  record OfText(int column, TextCondition asked) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      return row.isNull(column) ? asked.holdsForNull() : asked.holds(row.text(column));
    }
  }

  /** {@code ColumnValues} of dates and instants. */
  record OfTime(int column, TimeCondition asked) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      return row.isNull(column) ? asked.holdsForNull() : asked.holds(row.time(column));
    }
  }

  /** {@code ColumnLength}, in characters, however many bytes or halves these take. */
  record OfLength(int column, NumberCondition asked) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      if (row.isNull(column)) {
        return asked.holdsForNull();
      }
      String text = row.text(column);
      return asked.holds(text.codePointCount(0, text.length()));
    }
  }

  /**
   * {@code DataFreshness}: the age of a date or an instant in minutes.
   *
   * @param now in the column's unit
   * @param unitsAMinute of the column
   */
  record OfAge(int column, long now, double unitsAMinute, NumberCondition asked)
      implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      return !row.isNull(column) && asked.holds((now - row.time(column)) / unitsAMinute);
    }
  }

  /** {@code ColumnDataType} of texts; a null is of every type. */
  record OfType(int column, TextType type) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      return row.isNull(column) || type.takes(row.text(column));
    }
  }

  /** {@code ReferentialIntegrity}; a row in which a value is null refers to nothing. */
  record Found(int reference, List<Integer> columns) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      for (int column : columns) {
        if (row.isNull(column)) {
          return true;
        }
      }
      return row.refers(reference, columns);
    }
  }

  /** Rules joined by {@code and}. */
  record All(List<RowCondition> parts) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      for (RowCondition part : parts) {
        if (!part.holds(row)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Rules joined by {@code or}. */
  record Any(List<RowCondition> parts) implements RowCondition {
    @Override
    public boolean holds(RowValues row) {
      for (RowCondition part : parts) {
        if (part.holds(row)) {
          return true;
        }
      }
      return false;
    }
  }
}
