package dev.bookreel.transforms.join;

import java.io.Serializable;
import java.util.List;

/**
 * The author of a linked book.
 *
 * @param key match key; null when the book has no record or names nobody
 * @param name as the authors spell it, else as the book does; null like the key
 * @param known whether the author has a record
 * @param nationalities slugs in alphabetical order; empty when there are none or nobody is known
 */
record Author(String key, String name, boolean known, List<String> nationalities)
    implements Serializable {
  /** Nobody. */
  static final Author NONE = new Author(null, null, false, List.of());

  Author {
    nationalities = List.copyOf(nationalities);
  }

  /** Somebody of whom a book knows, and nobody else yet. */
  static Author named(String key, String name) {
    return key == null ? NONE : new Author(key, name, false, List.of());
  }
}
