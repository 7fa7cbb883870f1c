package dev.bookreel.transforms.dataset;

import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/** Finds the fields that a source added without telling. */
public final class UnknownFields {
  /** A record may carry data in place of names: a few thousand of them must not fill the heap. */
  private static final int MOST = 100;

  private UnknownFields() {}

  /** The names that are not known, in alphabetical order. */
  public static Set<String> of(Collection<String> names, Collection<String> known) {
    Set<String> unknown = new TreeSet<>();
    collect(names.iterator(), known, unknown);
    return unknown;
  }

  /** Adds the names that are not known, as long as there are few. */
  static void collect(Iterator<String> names, Collection<String> known, Set<String> unknown) {
    while (names.hasNext()) {
      String name = names.next();
      if (!known.contains(name) && unknown.size() < MOST) {
        unknown.add(name);
      }
    }
  }
}
