package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.dataset.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleset;
import software.amazon.glue.dqdl.parser.DQDLParser;

/**
 * Reads a file of rules in AWS Glue's Data Quality Definition Language.
 *
 * <p>A rule's action is its tag {@code with action = "quarantine"}, {@code "warn"} or {@code
 * "refuse"}; without one, a rule about rows quarantines, and one about the dataset refuses. Rules
 * joined by {@code and} or {@code or} have one action, which any of them may name.
 */
public final class RuleReader {
  private static final String COMPOSITE = "Composite";
  private static final String ACTION = "action";

  private static final Pattern COMMENT = Pattern.compile("#.*");

  /** An empty list, which the parser does not take. */
  private static final Pattern NO_RULES = Pattern.compile("\\s*Rules\\s*=\\s*\\[\\s*\\]\\s*");

  private final RuleTerms terms;
  private final Dataset dataset;

  private RuleReader(Dataset dataset, RuleDay day) {
    this.dataset = dataset;
    this.terms = new RuleTerms(dataset.table(), day);
  }

  /**
   * Reads the rules of a dataset.
   *
   * @param text the file
   * @param day what {@code now()} means
   * @throws RuleFileException when it is no DQDL, or asks for what is not supported
   */
  public static RuleSet read(Dataset dataset, String text, RuleDay day) {
    if (NO_RULES.matcher(COMMENT.matcher(text).replaceAll("")).matches()) {
      return RuleSet.none(dataset.name());
    }
    RuleLines lines = RuleLines.of(text);
    try {
      DQRuleset parsed = new DQDLParser().parse(text);
      return new RuleReader(dataset, day).rules(parsed, lines.ofSingleRules().iterator());
    } catch (InvalidDataQualityRulesetException e) {
      int line = RuleLines.line(e.getMessage());
      throw new RuleFileException(
          line > 0 ? line : guilty(lines).map(RuleLines.Located::line).orElse(0),
          RuleLines.explained(e.getMessage()));
    }
  }

  /** The rule that the parser does not take, if one alone is guilty. */
  private static Optional<RuleLines.Located> guilty(RuleLines lines) {
    for (RuleLines.Located rule : lines.located()) {
      try {
        new DQDLParser().parse("Rules = [ " + rule.text() + " ]");
      } catch (InvalidDataQualityRulesetException e) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private RuleSet rules(DQRuleset parsed, Iterator<Integer> lines) {
    List<Rule> rules = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    for (DQRule rule : parsed.getRules()) {
      rules.add(rule(rule, lines, names));
    }
    return new RuleSet(dataset.name(), rules, terms.probes(), terms.references());
  }

  private Rule rule(DQRule parsed, Iterator<Integer> lines, Map<String, Integer> names) {
    List<Term> leaves = new ArrayList<>();
    Term term = term(parsed, lines, leaves);
    int line = leaves.get(0).line();
    Action action = action(leaves, term.isAboutRows(), line);
    if (action == Action.QUARANTINE && !term.isAboutRows()) {
      throw new RuleFileException(
          line,
          leaves.get(0).type()
              + " is about the dataset, not about a row: it can warn or refuse, not quarantine");
    }
    Set<String> columns =
        leaves.stream()
            .flatMap(leaf -> leaf.columns().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    String column = columns.size() == 1 ? columns.iterator().next() : null;
    String type = leaves.size() == 1 ? leaves.get(0).type() : COMPOSITE;
    String name = dataset.name() + (column == null ? "" : "." + column) + "." + type;
    int number = names.merge(name, 1, Integer::sum);
    return new Rule(
        number == 1 ? name : name + "." + number,
        withoutAction(parsed.toString()),
        type,
        columns,
        action,
        leaves.stream()
            .map(Term::expected)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; ")),
        terms.check(term));
  }

  private Term term(DQRule parsed, Iterator<Integer> lines, List<Term> leaves) {
    if (!parsed.getRuleType().equals(COMPOSITE)) {
      Term leaf = terms.term(parsed, lines.next());
      leaves.add(leaf);
      return leaf;
    }
    List<Term> parts = new ArrayList<>();
    for (DQRule part : parsed.getNestedRules()) {
      parts.add(term(part, lines, leaves));
    }
    return Term.joined(parsed.getOperator().name().equals("AND"), parts);
  }

  private static Action action(List<Term> leaves, boolean aboutRows, int line) {
    Set<String> named =
        leaves.stream()
            .map(leaf -> leaf.tags().get(ACTION))
            .filter(word -> word != null)
            .collect(Collectors.toCollection(TreeSet::new));
    if (named.size() > 1) {
      throw new RuleFileException(line, "rules that are joined have one action, not " + named);
    }
    if (named.isEmpty()) {
      return aboutRows ? Action.QUARANTINE : Action.REFUSE;
    }
    String word = named.iterator().next();
    return Optional.of(word)
        .filter(text -> text.equals(text.toLowerCase(Locale.ROOT)))
        .flatMap(RuleReader::actionNamed)
        .orElseThrow(
            () ->
                new RuleFileException(
                    line, "there is no action \"" + word + "\": quarantine, warn or refuse"));
  }

  private static Optional<Action> actionNamed(String word) {
    for (Action action : Action.values()) {
      if (action.word().equals(word)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  private static String withoutAction(String rule) {
    return rule.replaceAll(" with action = \"\\w+\"", "");
  }
}
