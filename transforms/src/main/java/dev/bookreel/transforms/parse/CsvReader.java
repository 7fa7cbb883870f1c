package dev.bookreel.transforms.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads the records of one range of a CSV file, without an object for each record.
 *
 * <p>Usage: {@code while (reader.next()) { if (reader.problem() != null) … else reader.text(0) …
 * }}.
 */
public final class CsvReader implements AutoCloseable {
  private final InputStream in;
  private final FileRange range;
  private final CsvRecords records;

  /** Reads a range from its first byte on. */
  public CsvReader(InputStream in, FileRange range) {
    this(in, range, new RecordBuffer(in, range.begin()));
  }

  /** Reads with a window of another size. */
  CsvReader(InputStream in, FileRange range, RecordBuffer buffer) {
    this.in = in;
    this.range = range;
    this.records = new CsvRecords(buffer);
  }

  /** Opens the range's file with Beam's FileSystems and reads it. */
  public static CsvReader open(FileRange range) {
    return new CsvReader(RangeInput.open(range), range);
  }

  /** Moves on to the next record; false at the range's end. Blank lines are not records. */
  public boolean next() {
    return records.next();
  }

  /** The number of this record in its file, from 1. */
  public long recordNumber() {
    return range.firstRecord() + records.number() - 1;
  }

  /** Why the record cannot be split into the header's fields, or null. */
  public Rejected problem() {
    if (records.problem() == null && records.fields() != range.header().size()) {
      return new Rejected(
          "record.fields",
          "the record has "
              + records.fields()
              + " fields, the header "
              + range.header().size()
              + " columns");
    }
    return records.problem();
  }

  /** The position of a column in the header, or -1. */
  public int column(String name) {
    return range.header().indexOf(name);
  }

  /** The bytes that {@link #start} and {@link #end} point into, until the next {@link #next}. */
  public byte[] buffer() {
    return records.bytes();
  }

  /** Where a field's unquoted content begins. */
  public int start(int field) {
    return records.start(field);
  }

  /** Where it ends. */
  public int end(int field) {
    return records.end(field);
  }

  /**
   * A field as text, neither trimmed nor folded.
   *
   * @throws Rejected by rule {@code record.utf8}
   */
  public String text(int field) throws Rejected {
    return Utf8.decode(records.bytes(), records.start(field), records.end(field));
  }

  /** The record as it was delivered, for the quarantine: at most 64 KiB of it. */
  public String raw() {
    return records.raw();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + range.name(), e);
    }
  }
}
