import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Breaks one record in so many, in each way in turn, and counts by the rule that it breaks. */
final class Dirt {
  private static final int PLACE = 77;

  /** A way to break a record: what it breaks, and a text in it that is replaced by another. */
  record Kind(String rule, Pattern where, String replacement) {
    Kind(String rule, String where, String replacement) {
      this(rule, Pattern.compile(where), replacement);
    }
  }

  private final long every;
  private final List<Kind> kinds;
  private final Map<String, Long> rules = new TreeMap<>();
  private int broken;

  /** One record in so many; 0 for none. */
  Dirt(long every, List<Kind> kinds) {
    this.every = every;
    this.kinds = kinds;
  }

  boolean strikes(long record) {
    return every > 0 && record % every == PLACE % every && !Repeats.isPartOfOne(record);
  }

  /** The record as it is delivered. */
  String spoiled(String record) {
    Kind kind = kinds.get(broken % kinds.size());
    String spoiled = kind.where.matcher(record).replaceFirst(kind.replacement);
    if (spoiled.equals(record)) {
      throw new IllegalStateException("nothing of " + kind.rule + " to break in " + record);
    }
    rules.merge(kind.rule, 1L, Long::sum);
    broken++;
    return spoiled;
  }

  int broken() {
    return broken;
  }

  /** How many records break each rule. */
  Map<String, Long> rules() {
    return rules;
  }
}
