package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.dataset.KnownFields;
import dev.bookreel.transforms.quality.RuleResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what a source changed in the form of its records without telling.
 *
 * <p>A field is new, or gone, or has values of a kind that it had none of. That is a warning; but
 * where a rule speaks of a column that is filled from a field that is gone, the rule could no
 * longer tell anything, and the delivery is refused. Of fields that nobody reads a hundred are
 * noted: where there are as many, none of them is said to be new or gone.
 */
public final class Drift {
  private static final String TYPE = "Drift";
  private final Dataset dataset;
  private final Set<String> needed;
  private final long records;
  private final List<RuleResult> found = new ArrayList<>();

  private Drift(Dataset dataset, RuleSet rules, long records) {
    this.dataset = dataset;
    this.records = records;
    this.needed = new TreeSet<>();
    rules.rules().forEach(rule -> needed.addAll(rule.columns()));
  }

  /**
   * What differs, a result for each field; nothing where one of the two had no records.
   *
   * @param before the fields of the delivery that was published last
   * @param now those of this one
   * @param records how many rows it has
   */
  public static List<RuleResult> between(
      Dataset dataset, RuleSet rules, Fields before, Fields now, long records) {
    if (before.areNone() || now.areNone()) {
      return List.of();
    }
    Drift drift = new Drift(dataset, rules, records);
    Set<String> untold = new TreeSet<>();
    Set<String> unknownBefore = dataset.fields().unknown(before);
    Set<String> unknownNow = dataset.fields().unknown(now);
    if (Math.max(unknownBefore.size(), unknownNow.size()) >= KnownFields.MOST_UNKNOWN) {
      untold.addAll(unknownBefore);
      untold.addAll(unknownNow);
    }
    drift.compare(before.kinds(), now.kinds(), untold);
    return List.copyOf(drift.found);
  }

  /**
   * Compares path by path.
   *
   * @param untold those that may have been left out on one side, since there were too many
   */
  private void compare(
      Map<String, Set<String>> before, Map<String, Set<String>> now, Set<String> untold) {
    Set<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(now.keySet());
    for (String path : paths) {
      if (untold.contains(path) && !(before.containsKey(path) && now.containsKey(path))) {
        continue;
      }
      if (!before.containsKey(path)) {
        add(path, Action.WARN, path + " is new: " + told(now.get(path)));
      } else if (!now.containsKey(path)) {
        gone(path, before.get(path));
      } else {
        changed(path, before.get(path), now.get(path));
      }
    }
  }

  private void gone(String path, Set<String> kinds) {
    Set<String> lost = new TreeSet<>(dataset.fields().columns(path));
    lost.retainAll(needed);
    String message = path + " is gone, it was " + told(kinds);
    if (lost.isEmpty()) {
      add(path, Action.WARN, message);
    } else {
      add(path, Action.REFUSE, message + "; rules need it for " + String.join(", ", lost));
    }
  }

  private void changed(String path, Set<String> before, Set<String> now) {
    // Where all values were null, nothing was told of their kind.
    if (!before.isEmpty() && !before.containsAll(now)) {
      add(path, Action.WARN, path + " is " + told(now) + ", it was " + told(before));
    }
  }

  private void add(String path, Action action, String message) {
    Rule rule =
        new Rule(
            dataset.name() + "." + path + "." + TYPE,
            TYPE + " \"" + path + "\"",
            TYPE,
            Set.of(),
            action,
            "",
            new Check.Known(false));
    found.add(new RuleResult(rule, Outcome.FAILED, null, records, 0, message));
  }

  private static String told(Set<String> kinds) {
    return kinds.isEmpty() ? "null" : String.join(" or ", kinds);
  }
}
