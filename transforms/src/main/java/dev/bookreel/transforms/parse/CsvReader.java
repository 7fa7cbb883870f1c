package dev.bookreel.transforms.parse;

import java.io.InputStream;

/**
 * Reads the records of one range of a CSV file by RFC 4180, without an object for each record.
 *
 * <p>Usage: {@code while (reader.next()) { if (reader.problem() != null) … else reader.text(0) …
 * }}.
 */
public final class CsvReader implements AutoCloseable {
  public CsvReader(InputStream in, FileRange range) {
    throw new UnsupportedOperationException();
  }

  /** Opens the range's file with Beam's FileSystems and reads it. */
  public static CsvReader open(FileRange range) {
    throw new UnsupportedOperationException();
  }

  /** Moves on to the next record; false at the range's end. Blank lines are not records. */
  public boolean next() {
    throw new UnsupportedOperationException();
  }

  /** The number of this record in its file, from 1. */
  public long recordNumber() {
    throw new UnsupportedOperationException();
  }

  /** Why the record cannot be split into the header's fields, or null. */
  public Rejected problem() {
    throw new UnsupportedOperationException();
  }

  /** The position of a column in the header, or -1. */
  public int column(String name) {
    throw new UnsupportedOperationException();
  }

  /** The bytes that {@link #start} and {@link #end} point into, until the next {@link #next}. */
  public byte[] buffer() {
    throw new UnsupportedOperationException();
  }

  /** Where a field's unquoted content begins. */
  public int start(int field) {
    throw new UnsupportedOperationException();
  }

  /** Where it ends. */
  public int end(int field) {
    throw new UnsupportedOperationException();
  }

  /** A field as text, neither trimmed nor folded. */
  public String text(int field) throws Rejected {
    throw new UnsupportedOperationException();
  }

  /** The record as it was delivered, for the quarantine (see Rejection#raw). */
  public String raw() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
