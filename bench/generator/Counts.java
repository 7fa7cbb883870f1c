import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a correct load of one dataset finds, in the order in which {@code expected.json} tells it.
 */
final class Counts {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Counts put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Tells what is quarantined, where dirt was asked for. */
  Counts dirt(Options options, Dirt dirt) {
    if (options.dirtyEvery() > 0) {
      put("quarantined", dirt.broken()).put("rules", dirt.rules());
    }
    return this;
  }

  /** Tells what a second dump does to so many rows, which the table has after it. */
  Counts second(Options options, long rows, Changes changes) {
    if (options.isSecond()) {
      put("inserted", changes.added());
      put("changed", changes.changed());
      put("deleted", changes.missing());
      put("unchanged", rows - changes.added() - changes.changed());
    }
    return this;
  }

  String json() {
    return json(values);
  }

  private static String json(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\": " + value(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return json(map);
    }
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }
}
