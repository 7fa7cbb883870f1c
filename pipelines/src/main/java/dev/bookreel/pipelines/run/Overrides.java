package dev.bookreel.pipelines.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What an operator lets pass for one run.
 *
 * @param shrink that dumps lack many keys that their tables have
 * @param redeliver that a dump replaces another one of the same date
 * @param rules names of rules that would refuse
 * @param replay that the records come again, from the quarantine
 */
public record Overrides(boolean shrink, boolean redeliver, List<String> rules, boolean replay) {
  private static final String REPLAY = "replay";
  private static final String SHRINK = "shrink";
  private static final String ANY_RULE = "*";
  private static final String REDELIVER = "redeliver";

  /** Nothing passes. */
  public static final Overrides NONE = new Overrides(false, false, List.of(), false);

  /** Their names, as they are recorded. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (shrink) {
      names.add(SHRINK);
    }
    if (redeliver) {
      names.add(REDELIVER);
    }
    if (replay) {
      names.add(REPLAY);
    }
    names.addAll(rules);
    return names;
  }

  /** Whether a rule is let pass though it fails. */
  boolean accepts(String rule) {
    return rules.contains(rule) || rules.contains(ANY_RULE);
  }

  /** For what was published once and is published again, with what was let pass then. */
  static Overrides ofRebuild(boolean replay) {
    return new Overrides(true, true, List.of(ANY_RULE), replay);
  }

  /** For quarantined records that are checked again. */
  static Overrides ofReplay() {
    return new Overrides(true, true, List.of(), true);
  }

  /** Whether it was a replay that was recorded with these names. */
  public static boolean nameReplay(List<String> names) {
    return names.contains(REPLAY);
  }

  /** Whether a dump is applied anew though its table has it: a rebuild has its own tables. */
  boolean appliesAnew() {
    return replay || rules.contains(ANY_RULE);
  }
}
