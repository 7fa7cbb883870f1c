package dev.bookreel.transforms.stream;

/** What the table takes in of delivered sessions. */
public enum TakeIn {
  /** New ones, and corrections of those it holds. */
  ALL,
  /** New ones only: what it holds came later than these. */
  NEW_ONLY,
  /** Nothing: it took in the same delivery before, and may have been corrected since. */
  NOTHING
}
