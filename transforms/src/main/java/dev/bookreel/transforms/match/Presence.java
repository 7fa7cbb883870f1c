package dev.bookreel.transforms.match;

/**
 * What a dump says of one key.
 *
 * @param kind whether it has the key
 * @param valueHigh first half of the fingerprint of the row's values, when there is a row
 * @param valueLow second half
 */
record Presence(Kind kind, long valueHigh, long valueLow) {
  enum Kind {
    /** The dump does not have the key. */
    MISSING,
    /** The dump has the key, but only in records that were rejected. */
    REJECTED,
    /** The dump has a row of the key. */
    ROW
  }

  static final Presence MISSING = new Presence(Kind.MISSING, 0, 0);
  static final Presence REJECTED = new Presence(Kind.REJECTED, 0, 0);

  static Presence of(long valueHigh, long valueLow) {
    return new Presence(Kind.ROW, valueHigh, valueLow);
  }
}
