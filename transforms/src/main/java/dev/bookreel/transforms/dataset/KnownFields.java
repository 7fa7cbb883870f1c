package dev.bookreel.transforms.dataset;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields that a dataset's records are known to have, each with the columns that it fills.
 *
 * <p>They are named by path: {@code books[].metadata.title} is the field {@code title} of the
 * object {@code metadata} of each element of the array {@code books}.
 */
public final class KnownFields {
  /** So many that are not known are noted, the first in alphabetical order. */
  public static final int MOST_UNKNOWN = 100;

  private final Map<String, List<String>> columns;

  private KnownFields(Map<String, List<String>> columns) {
    this.columns = columns;
  }

  /** None yet. */
  public static KnownFields none() {
    return new KnownFields(Map.of());
  }

  /** Columns of a CSV file: without one of them it is refused anyway. */
  public static KnownFields ofColumns(Collection<String> names) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, List.of(name)));
    return new KnownFields(columns);
  }

  /** These, and one more; without columns it is ignored, and nobody is told. */
  public KnownFields with(String path, String... filled) {
    Map<String, List<String>> more = new LinkedHashMap<>(columns);
    more.put(path, List.of(filled));
    return new KnownFields(more);
  }

  /** The columns that a field, or what stands in it, fills. */
  public Set<String> columns(String path) {
    Set<String> filled = new TreeSet<>();
    columns.forEach(
        (known, names) -> {
          if (isOrHolds(path, known)) {
            filled.addAll(names);
          }
        });
    return filled;
  }

  /** Those of a delivery that are not known, in alphabetical order. */
  public Set<String> unknown(Fields delivered) {
    Set<String> unknown = new TreeSet<>(delivered.kinds().keySet());
    unknown.removeIf(path -> columns.keySet().stream().anyMatch(known -> isOrHolds(path, known)));
    return unknown;
  }

  /** Those of a delivery that are known, and the first hundred of the others. */
  public Fields bounded(Fields delivered) {
    Map<String, Set<String>> kept = new TreeMap<>(delivered.kinds());
    unknown(delivered).stream().skip(MOST_UNKNOWN).forEach(kept::remove);
    return new Fields(kept);
  }

  /** As a tree, to be walked along with a record. */
  FieldTree tree() {
    Map<String, FieldTree> known = new HashMap<>();
    columns.keySet().forEach(path -> FieldTree.plant(known, "", path));
    return new FieldTree("", known);
  }

  private static boolean isOrHolds(String path, String known) {
    return known.equals(path) || known.startsWith(path + ".") || known.startsWith(path + "[]");
  }
}
