package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.quality.RuleResult.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Decides from what was measured whether the rules of a dataset hold.
 *
 * <p>Shares and means of no rows cannot be told: such a rule is skipped. Uniqueness is the share of
 * values that come once; the deviation is that of the population.
 */
public final class Judge {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private final RuleSet rules;
  private final Measures measures;
  private final Set<String> delivered;
  private final ToDoubleFunction<String> sql;

  private record Finding(Boolean holds, Double figure, long records, long failed, String message) {}

  /**
   * Prepares a judgement.
   *
   * @param delivered the columns that the delivery has
   * @param sql gives the number that a SELECT gives
   */
  public Judge(
      RuleSet rules, Measures measures, Set<String> delivered, ToDoubleFunction<String> sql) {
    this.rules = rules;
    this.measures = measures;
    this.delivered = delivered;
    this.sql = sql;
  }

  /** The results of all rules, in the order of the file. */
  public List<RuleResult> results() {
    return rules.rules().stream().map(this::result).toList();
  }

  private RuleResult result(Rule rule) {
    Finding finding = find(rule.check());
    Outcome outcome = Outcome.SKIPPED;
    if (finding.holds != null) {
      outcome = finding.holds ? Outcome.PASSED : Outcome.FAILED;
    }
    return new RuleResult(
        rule, outcome, finding.figure, finding.records, finding.failed, finding.message);
  }

  private Finding find(Check check) {
    if (check instanceof Check.Rows rows) {
      return rows(measures.of(rows.probe()), rows.threshold());
    }
    if (check instanceof Check.Figure figure) {
      return figure(figure);
    }
    if (check instanceof Check.Unique unique) {
      return unique(measures.of(unique.probe()), unique.needsAll());
    }
    if (check instanceof Check.Exists exists) {
      boolean there = delivered.contains(exists.column());
      return whole(there, null, exists.column() + (there ? " was delivered" : " is missing"));
    }
    if (check instanceof Check.Columns columns) {
      double count = delivered.size();
      return whole(
          columns.asked().holds(count), count, delivered.size() + " columns were delivered");
    }
    if (check instanceof Check.Known known) {
      return whole(known.holds(), null, "told by the column's type");
    }
    if (check instanceof Check.Sql select) {
      double number = sql.applyAsDouble(select.statement());
      return whole(select.asked().holds(number), number, "the SELECT gives " + shown(number));
    }
    return joined((Check.Joined) check);
  }

  private static Finding rows(Measure rows, NumberCondition threshold) {
    String message =
        rows.rows() == 0
            ? "there were no rows"
            : String.format(Locale.ROOT, "%,d of %,d rows fail", rows.failed(), rows.rows());
    if (rows.rows() == 0) {
      return new Finding(true, null, 0, 0, message);
    }
    double share = share(rows.rows() - rows.failed(), rows.rows());
    boolean holds = threshold == null ? rows.failed() == 0 : threshold.holds(share);
    return new Finding(holds, share, rows.rows(), rows.failed(), message);
  }

  private Finding figure(Check.Figure asked) {
    Measure measure = asked.probe() < 0 ? Measure.NONE : measures.of(asked.probe());
    long values = measure.rows() - measure.failed();
    Double figure =
        switch (asked.statistic()) {
          case ROW_COUNT -> (double) measures.rows();
          case COMPLETENESS -> measure.rows() == 0 ? null : share(values, measure.rows());
          case UNIQUENESS -> values == 0 ? null : share(measure.once(), values);
          case DISTINCT -> (double) measure.distinct();
          case SUM -> measure.sum().doubleValue();
          case MEAN -> values == 0 ? null : mean(measure.sum(), values).doubleValue();
          case DEVIATION -> values == 0 ? null : deviation(measure, values);
        };
    if (figure == null) {
      return new Finding(null, null, measures.rows(), 0, "there were no values");
    }
    boolean counts = asked.statistic() == Check.Statistic.COMPLETENESS;
    return new Finding(
        asked.asked().holds(figure),
        figure,
        measures.rows(),
        counts ? measure.failed() : 0,
        "it is " + shown(figure));
  }

  private static Finding unique(Measure measure, boolean needsAll) {
    long values = measure.rows() - measure.failed();
    long again = values - measure.distinct();
    long missing = needsAll ? measure.failed() : 0;
    return new Finding(
        again == 0 && missing == 0,
        values == 0 ? null : share(measure.once(), values),
        measure.rows(),
        again + missing,
        String.format(Locale.ROOT, "%,d of %,d rows repeat a value", again, measure.rows())
            + (needsAll ? String.format(Locale.ROOT, ", %,d lack one", missing) : ""));
  }

  private Finding joined(Check.Joined joined) {
    List<Finding> parts = joined.parts().stream().map(this::find).toList();
    long failing = parts.stream().filter(part -> Boolean.FALSE.equals(part.holds)).count();
    boolean holds = joined.all() ? failing == 0 : failing < parts.size();
    return whole(holds, null, String.join("; ", parts.stream().map(part -> part.message).toList()));
  }

  /** About the dataset as a whole. */
  private Finding whole(boolean holds, Double figure, String message) {
    return new Finding(holds, figure, measures.rows(), 0, message);
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }

  private static BigDecimal mean(BigDecimal sum, long values) {
    return sum.divide(BigDecimal.valueOf(values), EXACT);
  }

  private static double deviation(Measure measure, long values) {
    BigDecimal count = BigDecimal.valueOf(values);
    // n·Σx² - (Σx)² without rounding: where all values are equal it is exactly nothing.
    BigDecimal spread =
        measure.squares().multiply(count).subtract(measure.sum().multiply(measure.sum()));
    return spread.divide(count.multiply(count), EXACT).sqrt(EXACT).doubleValue();
  }

  private static String shown(double number) {
    return new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
