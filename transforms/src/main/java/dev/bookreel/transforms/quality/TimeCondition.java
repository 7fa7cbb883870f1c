package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.date.DateExpression;
import software.amazon.glue.dqdl.model.condition.date.DateExpression.CurrentDate;
import software.amazon.glue.dqdl.model.condition.date.DateExpression.CurrentDateExpression;
import software.amazon.glue.dqdl.model.condition.date.DateExpression.DateExpressionOperator;
import software.amazon.glue.dqdl.model.condition.date.DateExpression.StaticDate;
import software.amazon.glue.dqdl.model.condition.date.NullDateExpression;
import software.amazon.glue.dqdl.model.condition.duration.Duration;

/**
 * What a date or an instant is asked for, such as {@code > (now() - 3 days)}, in the column's own
 * unit.
 */
final class TimeCondition implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Comparison comparison;
  private final long[] named;
  private final boolean namesNull;

  private TimeCondition(Comparison comparison, long[] named, boolean namesNull) {
    this.comparison = comparison;
    this.named = named;
    this.namesNull = namesNull;
  }

  /**
   * Takes over what was parsed.
   *
   * @param now what {@code now()} means
   * @param unit gives a time as the column holds it
   * @throws RuleFileException when a time of day is named, without a date
   */
  static TimeCondition of(
      DateBasedCondition parsed, LocalDateTime now, ToLongFunction<LocalDateTime> unit, int line) {
    List<LocalDateTime> times = new ArrayList<>();
    for (DateExpression operand : parsed.getOperands()) {
      if (!(operand instanceof NullDateExpression)) {
        times.add(time(operand, now, line));
      }
    }
    return new TimeCondition(
        Comparison.of(parsed.getOperator()),
        times.stream().mapToLong(unit).toArray(),
        times.size() < parsed.getOperands().size());
  }

  boolean holds(long value) {
    return comparison.holds(value, named);
  }

  boolean holdsForNull() {
    return comparison.holdsForNull(namesNull);
  }

  private static LocalDateTime time(DateExpression expression, LocalDateTime now, int line) {
    if (expression instanceof StaticDate date) {
      return date.getEvaluatedExpression();
    }
    if (expression instanceof CurrentDate) {
      return now;
    }
    if (expression instanceof CurrentDateExpression relative) {
      boolean back = relative.getOperator() == DateExpressionOperator.MINUS;
      java.time.Duration length = length(relative.getDuration());
      return back ? now.minus(length) : now.plus(length);
    }
    throw new RuleFileException(
        line, expression.getFormattedExpression() + " is a time of day; a date is due");
  }

  /** A duration as Java knows it. */
  static java.time.Duration length(Duration parsed) {
    int amount = parsed.getAmount();
    return switch (parsed.getUnit()) {
      case DAYS -> java.time.Duration.ofDays(amount);
      case HOURS -> java.time.Duration.ofHours(amount);
      case MINUTES -> java.time.Duration.ofMinutes(amount);
    };
  }
}
