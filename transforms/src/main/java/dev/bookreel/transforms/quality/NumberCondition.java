package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;
import software.amazon.glue.dqdl.model.condition.number.AtomicNumberOperand;
import software.amazon.glue.dqdl.model.condition.number.BinaryExpressionOperand;
import software.amazon.glue.dqdl.model.condition.number.NullNumericOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;

/**
 * What a number is asked for, such as {@code between 1 and 1000}.
 *
 * <p>The parser's own evaluation formats numbers in the host's language, and is not used.
 */
final class NumberCondition implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Comparison comparison;
  private final long[] named;
  private final boolean namesNull;

  private NumberCondition(Comparison comparison, long[] named, boolean namesNull) {
    this.comparison = comparison;
    this.named = named;
    this.namesNull = namesNull;
  }

  /**
   * Takes over what was parsed.
   *
   * @throws RuleFileException when it compares with earlier runs
   */
  static NumberCondition of(NumberBasedCondition parsed, int line) {
    List<NumericOperand> all = parsed.getOperands();
    long[] numbers =
        all.stream()
            .filter(operand -> !(operand instanceof NullNumericOperand))
            .mapToLong(operand -> inOrder(value(operand, line)))
            .toArray();
    return new NumberCondition(
        Comparison.of(parsed.getOperator()), numbers, numbers.length < all.size());
  }

  /** The same for whole numbers that are known. */
  static NumberCondition of(Comparison comparison, long... numbers) {
    long[] named = LongStream.of(numbers).map(NumberCondition::inOrder).toArray();
    return new NumberCondition(comparison, named, false);
  }

  boolean holds(double value) {
    return comparison.holds(inOrder(value), named);
  }

  boolean holdsForNull() {
    return comparison.holdsForNull(namesNull);
  }

  /** Whether NULL is all that is named: then it may be asked of any column. */
  boolean isAboutNull() {
    return namesNull && named.length == 0;
  }

  /** A whole number for each double, in the same order; both zeros are one. */
  private static long inOrder(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  private static double value(NumericOperand operand, int line) {
    if (operand instanceof AtomicNumberOperand) {
      return Double.parseDouble(operand.getOperand());
    }
    if (operand instanceof BinaryExpressionOperand binary) {
      double left = value(binary.getOperand1(), line);
      double right = value(binary.getOperand2(), line);
      return switch (binary.getOperator()) {
        case "+" -> left + right;
        case "-" -> left - right;
        case "*" -> left * right;
        default -> left / right;
      };
    }
    throw new RuleFileException(
        line, operand.getOperand() + " compares with earlier runs, which is not supported");
  }
}
