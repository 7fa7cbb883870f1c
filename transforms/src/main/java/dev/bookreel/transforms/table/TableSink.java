package dev.bookreel.transforms.table;

import java.io.Serializable;
import java.util.Map;

/** Where the data files of one table are written; the pipelines implement it over Delta. */
public interface TableSink extends Serializable {
  /**
   * Starts a new data file under a name of its own.
   *
   * @param partition the value of each partition column, as text; empty for a table without any
   */
  RowWriter open(Map<String, String> partition);

  /**
   * Starts a new data file, to be written whole columns at a time.
   *
   * @param partition the value of each partition column, as text; empty for a table without any
   */
  ColumnsWriter openColumns(Map<String, String> partition);

  /**
   * Starts a new data file of the same rows as another table's, whose columns this table begins
   * with: these are given there only, which saves writing them twice. Rows end here before they do
   * there, and the other file is finished first.
   *
   * @param first a file of a sink like this one, which has no row yet
   * @param partition the value of each partition column, as text
   */
  ColumnsWriter openBeside(ColumnsWriter first, Map<String, String> partition);
}
