package dev.bookreel.pipelines.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What an operator lets pass for one run.
 *
 * @param shrink that dumps lack many keys that their tables have
 * @param redeliver that a dump replaces another one of the same date
 * @param rules names of rules that would refuse
 */
public record Overrides(boolean shrink, boolean redeliver, List<String> rules) {
  private static final String SHRINK = "shrink";
  private static final String ANY_RULE = "*";
  private static final String REDELIVER = "redeliver";

  /** Nothing passes. */
  public static final Overrides NONE = new Overrides(false, false, List.of());

  /** Their names, as they are recorded. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (shrink) {
      names.add(SHRINK);
    }
    if (redeliver) {
      names.add(REDELIVER);
    }
    names.addAll(rules);
    return names;
  }

  /** Those that were recorded. */
  static Overrides of(List<String> names) {
    List<String> rules = new ArrayList<>(names);
    rules.removeAll(List.of(SHRINK, REDELIVER));
    return new Overrides(names.contains(SHRINK), names.contains(REDELIVER), rules);
  }

  /** Whether a rule is let pass though it fails. */
  boolean accepts(String rule) {
    return rules.contains(rule) || rules.contains(ANY_RULE);
  }

  /** Everything passes: what was published once is published again. */
  static Overrides everything() {
    return new Overrides(true, true, List.of(ANY_RULE));
  }
}
