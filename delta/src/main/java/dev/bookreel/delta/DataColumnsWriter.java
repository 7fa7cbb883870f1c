package dev.bookreel.delta;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * Writes one Parquet file of a table under its final name, many rows at once; a commit makes it
 * visible.
 *
 * <p>Each column is given the same number of rows, then {@link #endRows}; some ten thousand are
 * good, since each call makes a page. Columns are named by their position in the table's schema.
 * Time stamps are microseconds since the epoch in UTC. Arrays may be reused after a call.
 */
public final class DataColumnsWriter {
  private final NewDataFile file;
  private final RowGroups groups;

  /** The place of a column among those that are encoded here; below zero: another file has it. */
  private final int[] places;

  private final ColumnEncoder[] columns;
  private DataColumnsWriter beside;
  private long rows;
  private int groupRows;

  private DataColumnsWriter(NewDataFile file, RowGroups groups, int[] places) {
    this.file = file;
    this.groups = groups;
    this.places = places;
    this.columns = new ColumnEncoder[groups.type().getFieldCount()];
    begin();
  }

  /**
   * Starts a file.
   *
   * @param partition the value of each partition column as text, in the table's order
   * @param withoutDictionary columns whose values hardly repeat
   */
  public static DataColumnsWriter create(
      String tablePath,
      Schema schema,
      Map<String, String> partition,
      Set<String> withoutDictionary) {
    NewDataFile file = new NewDataFile(tablePath, schema, partition, withoutDictionary);
    try {
      RowGroups groups = new RowGroups(file.target(), file.type(), file.properties());
      return new DataColumnsWriter(file, groups, places(schema, partition.keySet(), 0));
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  /**
   * Starts a file of the same rows as this one, which has no row yet and whose columns it begins
   * with: these are given here only. Rows end there before they do here, and this file is finished
   * first.
   *
   * @param partition the value of each partition column as text, in the table's order
   * @param withoutDictionary columns whose values hardly repeat
   * @throws IllegalArgumentException when the columns are others
   */
  public DataColumnsWriter createBeside(
      String tablePath,
      Schema schema,
      Map<String, String> partition,
      Set<String> withoutDictionary) {
    NewDataFile other = new NewDataFile(tablePath, schema, partition, withoutDictionary);
    try {
      RowGroups its = groups.besideThis(other.target(), other.type(), other.properties());
      begin();
      int[] itsPlaces = places(schema, partition.keySet(), columns.length);
      beside = new DataColumnsWriter(other, its, itsPlaces);
      return beside;
    } catch (IllegalArgumentException e) {
      other.abandon();
      throw e;
    } catch (IOException e) {
      throw other.failed(e);
    }
  }

  /**
   * Gives texts by their numbers.
   *
   * @param texts best the same for all rows of the file; more of them may have come since the last
   *     call; other ones end the row group's dictionary of the column
   * @param numbers a row each; where the column may be null, below zero stands for that
   */
  public void texts(int column, Texts texts, int[] numbers, int from, int count) {
    encode(column, count, encoder -> encoder.texts(texts, numbers, from, count));
  }

  /**
   * Gives lists of texts.
   *
   * @param texts as in {@link #texts}
   * @param numbers of the elements, one list after the other
   * @param ends where each row's list ends among them; it begins where the row before ends
   */
  public void lists(int column, Texts texts, int[] numbers, int[] ends, int from, int count) {
    encode(column, count, encoder -> encoder.lists(texts, numbers, ends, from, count));
  }

  /**
   * Gives long numbers, or time stamps.
   *
   * @param present which rows have one; null: all
   */
  public void longs(int column, long[] values, boolean[] present, int from, int count) {
    encode(column, count, encoder -> encoder.longs(values, present, from, count));
  }

  /**
   * Gives doubles.
   *
   * @param present which rows have one; null: all
   */
  public void doubles(int column, double[] values, boolean[] present, int from, int count) {
    encode(column, count, encoder -> encoder.doubles(values, present, from, count));
  }

  /**
   * Gives integers, or dates.
   *
   * @param present which rows have one; null: all
   */
  public void ints(int column, int[] values, boolean[] present, int from, int count) {
    encode(column, count, encoder -> encoder.ints(values, present, from, count));
  }

  /**
   * Gives booleans.
   *
   * @param present which rows have one; null: all
   */
  public void booleans(int column, boolean[] values, boolean[] present, int from, int count) {
    encode(column, count, encoder -> encoder.booleans(values, present, from, count));
  }

  /**
   * Ends some rows, of which each column has been given.
   *
   * @throws IllegalStateException when a column has other rows, or a file beside this one
   */
  public void endRows(int count) {
    rows += count;
    groupRows += count;
    long bytes = 0;
    for (ColumnEncoder column : columns) {
      if (column.rows() != groupRows) {
        throw new IllegalStateException(
            "a column has " + column.rows() + " of " + groupRows + " rows");
      }
      bytes += column.bytes();
    }
    if (beside != null && beside.rows != rows) {
      throw new IllegalStateException("a file beside another one has other rows");
    }
    if (!groups.isBeside() && bytes > RowGroups.BYTES) {
      endGroup();
    }
  }

  /**
   * Closes the file and describes it.
   *
   * @throws IllegalStateException when it lies beside a file that is not finished
   */
  public DataFile finish() {
    if (groups.isBeside() && groupRows > 0) {
      throw new IllegalStateException("the file that it lies beside is not finished");
    }
    if (!groups.isBeside()) {
      endGroup();
    }
    try {
      return file.finish(groups.finish(), rows);
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  /** Removes an unfinished file. */
  public void abandon() {
    if (file.abandon()) {
      for (ColumnEncoder column : columns) {
        column.close();
      }
      groups.abandon();
    }
  }

  private void endGroup() {
    try {
      flush();
      if (beside != null) {
        beside.flush();
      }
      groups.end(groupRows);
    } catch (IOException e) {
      throw file.failed(e);
    }
    begin();
    if (beside != null) {
      beside.begin();
    }
  }

  private void flush() throws IOException {
    for (ColumnEncoder column : columns) {
      column.finish();
    }
  }

  private void begin() {
    List<ColumnDescriptor> descriptors = groups.type().getColumns();
    for (int place = 0; place < columns.length; place++) {
      ColumnDescriptor column = descriptors.get(place);
      columns[place] =
          new ColumnEncoder(column, groups.pages().getPageWriter(column), file.properties());
    }
    groupRows = 0;
  }

  private void encode(int column, int count, Encoding encoding) {
    if (count <= 0 || places[column] < 0) {
      throw new IllegalArgumentException("column " + column + " takes no " + count + " rows here");
    }
    try {
      encoding.with(columns[places[column]]);
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  private static int[] places(Schema schema, Set<String> partitionColumns, int shared) {
    int[] places = new int[schema.getFieldCount()];
    int place = -shared;
    for (int column = 0; column < places.length; column++) {
      boolean stored = !partitionColumns.contains(schema.getField(column).getName());
      places[column] = stored ? place++ : -1;
    }
    return places;
  }

  private interface Encoding {
    void with(ColumnEncoder encoder) throws IOException;
  }
}
