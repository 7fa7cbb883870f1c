package dev.bookreel.transforms.parse;

/** The form of a delivered file, recognised by its content. */
public enum Format {
  /** RFC 4180 with a header. */
  CSV,
  /** One JSON array, in one line or pretty-printed; a record is one of its elements. */
  JSON_ARRAY,
  /** One JSON value a line; a record is one line. */
  JSON_LINES
}
