package dev.bookreel.transforms.table;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;

/**
 * The definition of a table: what one row is, and its columns with their descriptions.
 *
 * <p>Column types are Beam's: {@code STRING}, {@code INT32}, {@code INT64}, {@code DOUBLE}, {@code
 * BOOLEAN}, {@code SqlTypes.DATE}, {@code SqlTypes.TIMESTAMP} (microseconds, UTC) and arrays of
 * {@code STRING}. The description of each field becomes the column's comment.
 *
 * @param name zone and name, such as {@code trusted/movies}; the table's folder in the lake
 * @param grain what one row is, in a sentence
 * @param schema all columns, partition columns last
 * @param partitionColumns the names of the partition columns, in order
 */
public record Table(String name, String grain, Schema schema, List<String> partitionColumns)
    implements Serializable {

  /** The position of a column. */
  public int column(String name) {
    return schema.indexOf(name);
  }
}
