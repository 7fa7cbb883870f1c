package dev.bookreel.delta;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.io.api.Binary;

/**
 * Writes one Parquet file of a table under its final name; a commit makes it visible.
 *
 * <p>Columns are set by their position in the table's schema; one that is not set before {@link
 * #endRow} is null. Time stamps are microseconds since the epoch in UTC, dates days since the
 * epoch.
 */
public final class DataFileWriter {
  private final NewDataFile file;
  private final RowValues row;
  private final ColumnFile columns;
  private long rows;

  private DataFileWriter(NewDataFile file, RowValues row) throws IOException {
    this.file = file;
    this.row = row;
    this.columns = new ColumnFile(file.target(), file.type(), file.properties());
  }

  /**
   * Starts a file.
   *
   * @param partition the value of each partition column as text, in the table's order
   * @param withoutDictionary columns whose values hardly repeat
   */
  public static DataFileWriter create(
      String tablePath,
      Schema schema,
      Map<String, String> partition,
      Set<String> withoutDictionary) {
    NewDataFile file = new NewDataFile(tablePath, schema, partition, withoutDictionary);
    try {
      return new DataFileWriter(file, new RowValues(schema, partition.keySet()));
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  /** Sets a text to UTF-8 bytes, which the caller may reuse after {@link #endRow}. */
  public void setString(int column, byte[] utf8, int offset, int length) {
    row.setText(column, Binary.fromReusedByteArray(utf8, offset, length));
  }

  /** Sets a text. */
  public void setString(int column, String value) {
    row.setText(column, Binary.fromConstantByteArray(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sets a long, or a time stamp. */
  public void setLong(int column, long value) {
    row.setNumber(column, value);
  }

  /** Sets an integer, or a date. */
  public void setInt(int column, int value) {
    row.setNumber(column, value);
  }

  /** Sets a double. */
  public void setDouble(int column, double value) {
    row.setDouble(column, value);
  }

  /** Sets a boolean. */
  public void setBoolean(int column, boolean value) {
    row.setNumber(column, value ? 1 : 0);
  }

  /** Sets a list of texts. */
  public void setStrings(int column, List<String> values) {
    row.setList(column, values);
  }

  /** Ends the row. */
  public void endRow() {
    try {
      row.writeTo(columns);
      columns.endRow();
      rows++;
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  /** Closes the file and describes it. */
  public DataFile finish() {
    try {
      return file.finish(columns.finish(), rows);
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  /** Removes an unfinished file. */
  public void abandon() {
    if (file.abandon()) {
      columns.abandon();
    }
  }
}
