package dev.bookreel.delta;

/** Distinct texts by number, from 0: the values of a column that is written whole. */
public interface Texts {
  /** How many there are. */
  int size();

  /** UTF-8 bytes, those of all texts. */
  byte[] pool();

  /** Where a text begins in the pool. */
  int start(int number);

  /** Where it ends there. */
  int end(int number);
}
