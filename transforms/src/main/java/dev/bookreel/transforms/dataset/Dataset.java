package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.table.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * The definition of a dataset: who delivers it, in what form, and what it becomes.
 *
 * <p>To add one, write a class like {@link Movies} or {@link Books} and list it in {@link
 * Datasets}.
 */
public interface Dataset extends Serializable {
  /** Its name, and the name of its files. */
  String name();

  /** Who delivers it. */
  Source source();

  /** The forms in which it may be delivered. */
  Set<Format> formats();

  /** The columns without which a CSV file of it is refused; empty for JSON. */
  List<String> requiredColumns();

  /** The fields or columns of its records; others are ignored, but named. */
  KnownFields fields();

  /** Its table in the trusted zone. */
  Table table();

  /** The columns of {@link #table} that tell one record from another, in order. */
  List<String> keyColumns();

  /** Whether a delivery is everything there is; otherwise it holds events that add up. */
  boolean isFullDump();
}
