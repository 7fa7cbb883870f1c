package dev.bookreel.transforms.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields that delivered records carry, by path, such as {@code books[].metadata.title}, with
 * the kinds of the values that are not null: {@code array}, {@code boolean}, {@code number}, {@code
 * object}, {@code text}.
 *
 * @param kinds in alphabetical order, both ways; a CSV column holds texts
 */
public record Fields(@JsonValue Map<String, Set<String>> kinds) implements Serializable {
  /** Of no records. */
  public static final Fields NONE = new Fields(Map.of());

  /** Copies, and sorts. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Fields(Map<String, Set<String>> kinds) {
    Map<String, Set<String>> sorted = new TreeMap<>();
    kinds.forEach((path, found) -> sorted.put(path, new TreeSet<>(found)));
    this.kinds = sorted;
  }

  /** The columns of a CSV file. */
  public static Fields ofColumns(List<String> header) {
    Map<String, Set<String>> kinds = new TreeMap<>();
    header.forEach(column -> kinds.put(column, Set.of("text")));
    return new Fields(kinds);
  }

  /** Of all records of both. */
  public Fields plus(Fields others) {
    Fields all = new Fields(kinds);
    others.kinds.forEach(
        (path, found) -> all.kinds.computeIfAbsent(path, name -> new TreeSet<>()).addAll(found));
    return all;
  }

  /** Whether there were none: no record, or records without any field. */
  public boolean areNone() {
    return kinds.isEmpty();
  }
}
