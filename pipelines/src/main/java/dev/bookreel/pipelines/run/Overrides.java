package dev.bookreel.pipelines.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What an operator lets pass for one run.
 *
 * @param shrink that dumps lack many keys that their tables have
 * @param redeliver that a dump replaces another one of the same date
 */
public record Overrides(boolean shrink, boolean redeliver) {
  /** Nothing passes. */
  public static final Overrides NONE = new Overrides(false, false);

  /** Their names, as they are recorded. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (shrink) {
      names.add("shrink");
    }
    if (redeliver) {
      names.add("redeliver");
    }
    return names;
  }

  /** Those that were recorded. */
  static Overrides of(List<String> names) {
    return new Overrides(names.contains("shrink"), names.contains("redeliver"));
  }
}
