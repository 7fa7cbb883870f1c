package dev.bookreel.transforms.quality;

/**
 * What became of a rule in one run.
 *
 * @param rule that was checked
 * @param outcome whether it holds
 * @param figure what was measured: a share from 0 to 1, a count, a mean; null without one
 * @param records how many rows were checked
 * @param failed how many of them failed
 * @param message for people
 */
public record RuleResult(
    Rule rule, Outcome outcome, Double figure, long records, long failed, String message) {
  /** Whether a rule holds. */
  public enum Outcome {
    /** It holds. */
    PASSED,
    /** It does not. */
    FAILED,
    /** It does not, and an operator let it pass. */
    ACCEPTED,
    /** It could not be told: there was nothing to measure. */
    SKIPPED
  }

  /** Whether the source must not be published. */
  public boolean refuses() {
    return outcome == Outcome.FAILED && rule.action() == Action.REFUSE;
  }

  /** The same, let pass. */
  public RuleResult accepted() {
    return new RuleResult(rule, Outcome.ACCEPTED, figure, records, failed, message);
  }
}
