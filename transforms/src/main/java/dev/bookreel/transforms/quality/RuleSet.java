package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of one dataset, ready to be checked.
 *
 * @param dataset its name
 * @param rules in the order of the file
 * @param probes what has to be measured for them
 * @param references what values are looked up in
 */
public record RuleSet(
    String dataset, List<Rule> rules, List<Probe> probes, List<Reference> references)
    implements Serializable {

  /** No rules for a dataset. */
  public static RuleSet none(String dataset) {
    return new RuleSet(dataset, List.of(), List.of(), List.of());
  }

  /**
   * The places of probes that look up a column in a reference and nothing else, and send no row to
   * quarantine: whoever looks up that column anyway may count these.
   */
  public Set<Integer> lookUps(int column, Reference reference) {
    Set<Integer> places = new TreeSet<>();
    for (int probe = 0; probe < probes.size(); probe++) {
      if (quarantining(probe) == null
          && probes.get(probe).condition() instanceof RowCondition.Found found
          && found.columns().equals(List.of(column))
          && references.get(found.reference()).equals(reference)) {
        places.add(probe);
      }
    }
    return places;
  }

  /** Whether any rule is a statement (CustomSql): {@link Judge} has somebody carry that out. */
  public boolean haveStatements() {
    return rules.stream().anyMatch(rule -> rule.check() instanceof Check.Sql);
  }

  /** The rules whose failing rows go to quarantine, by the place of their probe; null elsewhere. */
  List<Rule> quarantining() {
    List<Rule> byProbe = new ArrayList<>();
    for (int probe = 0; probe < probes.size(); probe++) {
      byProbe.add(quarantining(probe));
    }
    return byProbe;
  }

  private Rule quarantining(int probe) {
    for (Rule rule : rules) {
      if (rule.action() == Action.QUARANTINE
          && rule.check() instanceof Check.Rows rows
          && rows.probe() == probe) {
        return rule;
      }
    }
    return null;
  }
}
