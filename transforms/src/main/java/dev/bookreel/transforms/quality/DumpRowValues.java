package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.dataset.DumpRow;
import java.util.List;

/** The values of rows of dumps. */
public final class DumpRowValues implements RowValues {
  private final References.Lookup references;
  private DumpRow row;

  /** Looks values up in these references. */
  public DumpRowValues(References references) {
    this.references = new References.Lookup(references);
  }

  /** Goes on to a row. */
  public RowValues of(DumpRow next) {
    row = next;
    return this;
  }

  @Override
  public boolean isNull(int column) {
    return row.get(column) == null;
  }

  @Override
  public String text(int column) {
    return (String) row.get(column);
  }

  @Override
  public double number(int column) {
    return ((Number) row.get(column)).doubleValue();
  }

  @Override
  public long time(int column) {
    return ((Number) row.get(column)).longValue();
  }

  @Override
  public boolean refers(int reference, List<Integer> columns) {
    if (columns.size() == 1) {
      return references.contains(reference, List.of(row.get(columns.get(0))));
    }
    return references.contains(reference, columns.stream().map(row::get).toList());
  }

  @Override
  public Object value(int column) {
    return row.get(column);
  }
}
