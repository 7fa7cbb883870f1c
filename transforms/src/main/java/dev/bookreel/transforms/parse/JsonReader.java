package dev.bookreel.transforms.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;

/** Reads the records of one range of a JSON file: elements of an array, or lines. */
public final class JsonReader implements AutoCloseable {
  public JsonReader(InputStream in, FileRange range) {
    throw new UnsupportedOperationException();
  }

  /** Opens the range's file with Beam's FileSystems and reads it. */
  public static JsonReader open(FileRange range) {
    throw new UnsupportedOperationException();
  }

  /** Moves on to the next record; false at the range's end. */
  public boolean next() {
    throw new UnsupportedOperationException();
  }

  /** The number of this record in its file, from 1. */
  public long recordNumber() {
    throw new UnsupportedOperationException();
  }

  /** The record as a JSON object. */
  public JsonNode object() throws Rejected {
    throw new UnsupportedOperationException();
  }

  /** The record as it was delivered, for the quarantine (see Rejection#raw). */
  public String raw() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
