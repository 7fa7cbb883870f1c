package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the latest versions in a file of a trusted table, deleted or not. */
final class LatestVersions {
  private LatestVersions() {}

  /** Shows each of them, with these columns at positions from 0. */
  static void read(
      TableSource table, TableFile file, List<String> columns, Consumer<RowReader> version) {
    List<String> withHistory = new ArrayList<>(columns);
    withHistory.add("valid_to");
    try (RowReader row = table.open(file, withHistory)) {
      while (row.next()) {
        if (row.isNull(columns.size())) {
          version.accept(row);
        }
      }
    }
  }
}
