package dev.bookreel.transforms.table;

import java.io.Serializable;
import java.util.List;

/** What a table held when a run began: its data files, fixed for the whole run. */
public interface TableSource extends Serializable {
  /** The data files, each with its partition. */
  List<TableFile> files();

  /** Opens one of {@link #files}; partition columns can be asked for as well. */
  RowReader open(TableFile file, List<String> columns);
}
