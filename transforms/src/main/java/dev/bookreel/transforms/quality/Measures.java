package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all probes of a rule set counted and measured. Parts from several workers add up.
 *
 * @param rows that passed the rules that quarantine
 * @param probes by their place in the rule set
 */
public record Measures(long rows, Map<Integer, Measure> probes) implements Serializable {
  /** Nothing yet. */
  public static final Measures NONE = new Measures(0, Map.of());

  /** Both parts together. */
  public Measures plus(Measures other) {
    Map<Integer, Measure> both = new TreeMap<>(probes);
    other.probes.forEach((place, measure) -> both.merge(place, measure, Measure::plus));
    return new Measures(rows + other.rows, both);
  }

  Measure of(int probe) {
    return probes.getOrDefault(probe, Measure.NONE);
  }
}
