package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.parse.Rejected;
import java.util.List;

/** Reads the records of one range of a dump as rows of its trusted table. */
public interface DumpReader extends AutoCloseable {
  /** Moves on to the next record; false at the range's end. */
  boolean next();

  /** The number of this record in its file, from 1. */
  long recordNumber();

  /**
   * The rows of this record, at least one, all with different keys.
   *
   * @throws Rejected when the record, as a whole, belongs in quarantine
   */
  List<DumpRow> rows() throws Rejected;

  /**
   * The keys of a record that {@link #rows} rejected, as rows in which nothing else is set; none
   * when they cannot be told. What is there must not be taken for deleted.
   */
  List<DumpRow> keys();

  /** The record as it was delivered, for the quarantine. */
  String raw();

  /**
   * Notes which fields this record has; call it after {@link #rows}, also where that rejected it.
   * Where a file has columns these are its fields, and there is nothing to note.
   */
  default void noteFields() {}

  /** The columns of the file, or the fields that were noted. */
  Fields fields();

  @Override
  void close();
}
