package dev.bookreel.transforms.parse;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A record that cannot be accepted: which rule it broke, and what a person should know about it.
 *
 * <p>Carries no stack trace: it is an outcome, not a failure, and may come millions of times.
 */
public final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;
  private final String rule;
  private final List<String> rules;

  /**
   * Creates a rejection.
   *
   * @param rule the rule's name, such as {@code start_at.instant}: column, then what was asked of
   *     it
   * @param message what was found and what was expected, in one line
   */
  public Rejected(String rule, String message) {
    this(List.of(rule), message);
  }

  /**
   * Creates a rejection for several reasons.
   *
   * @param rules the names of all rules that were broken, at least one
   * @param message what was found, in one line
   */
  public Rejected(List<String> rules, String message) {
    super(message, null, false, false);
    this.rule = rules.get(0);
    this.rules = List.copyOf(rules);
  }

  /** Several rejections of one record as one; itself when there is one only. */
  public static Rejected all(List<Rejected> rejections) {
    return rejections.size() == 1
        ? rejections.get(0)
        : new Rejected(
            rejections.stream().flatMap(one -> one.rules.stream()).distinct().toList(),
            rejections.stream()
                .map(Rejected::getMessage)
                .distinct()
                .collect(Collectors.joining("; ")));
  }

  /** The name of the first rule that was broken. */
  public String rule() {
    return rule;
  }

  /** The names of all rules that were broken. */
  public List<String> rules() {
    return rules;
  }
}
