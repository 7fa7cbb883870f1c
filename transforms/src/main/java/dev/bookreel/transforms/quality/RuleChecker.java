package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.packed.Fingerprint;
import dev.bookreel.transforms.packed.Packer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks row after row against the rules of a dataset, and measures what they ask about. */
public final class RuleChecker {
  /** Takes the fingerprint of each value that is to be told from others. */
  public interface Distinct {
    /** A value that a probe saw. */
    void value(int probe, long high, long low);
  }

  private final List<Probe> probes;
  private final List<Rule> quarantining;
  private final Distinct distinct;
  private final Set<Integer> elsewhere;
  private final long[] seen;
  private final long[] failed;
  private final ExactSum[] sums;
  private final ExactSum[] squares;
  private final boolean[] isNumber;
  private final boolean[] isElsewhere;
  private final Packer packer = new Packer();
  private final Fingerprint fingerprint = new Fingerprint();
  private long passed;

  /**
   * Starts with nothing measured.
   *
   * @param distinct takes the values of rules about uniqueness
   */
  public RuleChecker(RuleSet rules, Distinct distinct) {
    this(rules, distinct, Set.of());
  }

  /**
   * Starts with nothing measured.
   *
   * @param distinct takes the values of rules about uniqueness
   * @param elsewhere probes that the caller counts of rows that are not quarantined ({@link
   *     #counted})
   */
  public RuleChecker(RuleSet rules, Distinct distinct, Set<Integer> elsewhere) {
    this.elsewhere = Set.copyOf(elsewhere);
    this.probes = rules.probes();
    this.quarantining = rules.quarantining();
    this.distinct = distinct;
    this.seen = new long[probes.size()];
    this.failed = new long[probes.size()];
    this.sums = new ExactSum[probes.size()];
    this.squares = new ExactSum[probes.size()];
    this.isNumber = new boolean[probes.size()];
    this.isElsewhere = new boolean[probes.size()];
    for (int probe = 0; probe < probes.size(); probe++) {
      isElsewhere[probe] = elsewhere.contains(probe);
      isNumber[probe] = probes.get(probe).measuresNumbers();
      if (isNumber[probe]) {
        sums[probe] = new ExactSum();
        squares[probe] = new ExactSum();
      }
    }
  }

  /** Checks a row; gives the rules for which it belongs in quarantine, in the order of the file. */
  public List<Rule> check(RowValues row) {
    List<Rule> broken = List.of();
    for (int probe = 0; probe < seen.length; probe++) {
      RowCondition condition = probes.get(probe).condition();
      if (condition == null || isElsewhere[probe]) {
        continue;
      }
      if (!holds(probe, condition, row) && quarantining.get(probe) != null) {
        broken = broken.isEmpty() ? new ArrayList<>() : broken;
        broken.add(quarantining.get(probe));
      }
    }
    if (!broken.isEmpty()) {
      elsewhere.forEach(probe -> holds(probe, probes.get(probe).condition(), row));
    }
    return broken;
  }

  /** Takes in what the caller counted of a probe. */
  public void counted(int probe, long rows, long failing) {
    seen[probe] += rows;
    failed[probe] += failing;
  }

  /** Measures a row that is not quarantined. */
  public void measure(RowValues row) {
    passed++;
    for (int probe = 0; probe < seen.length; probe++) {
      Probe asked = probes.get(probe);
      if (asked.condition() == null) {
        seen[probe]++;
        measure(probe, asked, row);
      }
    }
  }

  /** What was measured so far. */
  public Measures measures() {
    Map<Integer, Measure> measures = new TreeMap<>();
    for (int probe = 0; probe < seen.length; probe++) {
      Measure counted = Measure.counted(seen[probe], failed[probe]);
      measures.put(
          probe,
          isNumber[probe]
              ? counted.withSums(sums[probe].value(), squares[probe].value())
              : counted);
    }
    return new Measures(passed, measures);
  }

  private boolean holds(int probe, RowCondition condition, RowValues row) {
    seen[probe]++;
    boolean holds = condition.holds(row);
    if (!holds) {
      failed[probe]++;
    }
    return holds;
  }

  private void measure(int probe, Probe asked, RowValues row) {
    for (int column : asked.columns()) {
      if (row.isNull(column)) {
        failed[probe]++;
        return;
      }
    }
    if (asked.kind() == Probe.Kind.DISTINCT) {
      packer.clear();
      for (int column : asked.columns()) {
        packer.putValue(row.value(column));
      }
      fingerprint.take(packer);
      distinct.value(probe, fingerprint.high(), fingerprint.low());
    } else if (isNumber[probe]) {
      double value = row.number(asked.columns().get(0));
      sums[probe].add(value);
      squares[probe].addSquare(value);
    }
  }
}
