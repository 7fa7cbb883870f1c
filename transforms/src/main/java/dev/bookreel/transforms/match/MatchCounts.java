package dev.bookreel.transforms.match;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** How many keys of a table had which fate, and how many were live before. */
final class MatchCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Map<KeyMatch.Fate, Long> keys = new EnumMap<>(KeyMatch.Fate.class);
  private long live;

  void add(KeyMatch.Fate fate, boolean wasLive) {
    keys.merge(fate, 1L, Long::sum);
    live += wasLive ? 1 : 0;
  }

  void add(MatchCounts other) {
    other.keys.forEach((fate, count) -> keys.merge(fate, count, Long::sum));
    live += other.live;
  }

  long of(KeyMatch.Fate fate) {
    return keys.getOrDefault(fate, 0L);
  }

  /** Keys that were there and not deleted before the dump's date. */
  long live() {
    return live;
  }
}
