package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.RowReader;
import java.util.Arrays;

/**
 * Numbers the texts of a column of one file: each once, where the file tells which are the same.
 */
final class ColumnTexts {
  private static final int NONE = -1;
  private final int column;
  private final LinkSums links;

  /** The number of a text among those of the links, by the file's number for it. */
  private int[] numbers = {};

  ColumnTexts(int column, LinkSums links) {
    this.column = column;
    this.links = links;
  }

  /** The number of the row's text. */
  int number(RowReader row) {
    int inFile = row.getTextNumber(column);
    if (inFile < 0) {
      return links.number(row.getBytes(column));
    }
    if (inFile >= numbers.length) {
      int before = numbers.length;
      numbers = Arrays.copyOf(numbers, 2 * inFile + 64);
      Arrays.fill(numbers, before, numbers.length, NONE);
    }
    if (numbers[inFile] == NONE) {
      numbers[inFile] = links.number(row.getBytes(column));
    }
    return numbers[inFile];
  }
}
