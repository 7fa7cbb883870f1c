package dev.bookreel.transforms.parse;

/**
 * A record that cannot be accepted: which rule it broke, and what a person should know about it.
 *
 * <p>Carries no stack trace: it is an outcome, not a failure, and may come millions of times.
 */
public final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;
  private final String rule;

  /**
   * Creates a rejection.
   *
   * @param rule the rule's name, such as {@code start_at.instant}: column, then what was asked of
   *     it
   * @param message what was found and what was expected, in one line
   */
  public Rejected(String rule, String message) {
    super(message, null, false, false);
    this.rule = rule;
  }

  /** The rule's name. */
  public String rule() {
    return rule;
  }
}
