package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.parse.Rejected;

/** A CSV record as parsing sees it: texts by column name. */
@FunctionalInterface
interface CsvRecord {
  /**
   * The field as it was delivered; null when the file has no such column.
   *
   * @throws Rejected when it is not UTF-8
   */
  String text(String column) throws Rejected;
}
