package dev.bookreel.transforms.dataset;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.bookreel.transforms.parse.JsonTape;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects which fields the records of a range have: one node for each object or array.
 *
 * <p>What stands within a field that is not known is not looked at. Of those, each object has its
 * 100 first in alphabetical order: a record may carry data in place of names, and a few thousand of
 * them must not fill the heap. So the same are kept however the records are split.
 */
final class FieldTree {
  private final String path;
  private final Map<String, FieldTree> known;
  private final TreeMap<String, FieldTree> unknown = new TreeMap<>();
  private final Set<JsonNodeType> kinds = EnumSet.noneOf(JsonNodeType.class);
  private boolean seen;

  FieldTree(String path, Map<String, FieldTree> known) {
    this.path = path;
    this.known = known;
  }

  /** Adds a known path such as {@code a[].b} below the fields of an object. */
  static void plant(Map<String, FieldTree> fields, String parent, String path) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    String name = first.replace("[]", "");
    FieldTree field =
        fields.computeIfAbsent(name, absent -> new FieldTree(parent + name, new HashMap<>()));
    if (dot >= 0) {
      plant(field.known, parent + first + ".", path.substring(dot + 1));
    }
  }

  /** Looks at a record. */
  void add(JsonTape record) {
    add(record, JsonTape.ROOT);
  }

  /** Looks at a value in a record. */
  private void add(JsonTape record, int value) {
    seen = true;
    kinds.add(record.type(value));
    if (known.isEmpty()) {
      return;
    }
    if (record.type(value) == JsonNodeType.ARRAY) {
      for (int place = value + 1; place < record.end(value); place = record.end(place)) {
        fields(record, place, "[].");
      }
    } else {
      fields(record, value, path.isEmpty() ? "" : ".");
    }
  }

  /** The fields so far. */
  Fields fields() {
    Map<String, Set<String>> found = new TreeMap<>();
    collect(found);
    found.remove("");
    return new Fields(found);
  }

  private void fields(JsonTape record, int object, String separator) {
    if (record.type(object) != JsonNodeType.OBJECT) {
      return;
    }
    for (int place = object + 1; place < record.end(object); place = record.end(place)) {
      String name = record.name(place);
      FieldTree child = known.get(name);
      if (child == null) {
        child = unknown(name, separator);
      }
      if (child != null) {
        child.add(record, place);
      }
    }
  }

  private FieldTree unknown(String name, String separator) {
    FieldTree child = unknown.get(name);
    if (child == null
        && (unknown.size() < KnownFields.MOST_UNKNOWN || name.compareTo(unknown.lastKey()) < 0)) {
      child = new FieldTree(path + separator + name, Map.of());
      unknown.put(name, child);
      if (unknown.size() > KnownFields.MOST_UNKNOWN) {
        unknown.pollLastEntry();
      }
    }
    return child;
  }

  private void collect(Map<String, Set<String>> found) {
    if (!seen) {
      return;
    }
    found.put(path, words());
    known.values().forEach(field -> field.collect(found));
    unknown.values().forEach(field -> field.collect(found));
  }

  private Set<String> words() {
    Set<String> words = new TreeSet<>();
    kinds.forEach(kind -> words.add(word(kind)));
    words.remove("null");
    return words;
  }

  private static String word(JsonNodeType type) {
    return type == JsonNodeType.STRING ? "text" : type.name().toLowerCase(Locale.ROOT);
  }
}
