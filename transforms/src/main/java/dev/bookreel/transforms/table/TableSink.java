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
}
