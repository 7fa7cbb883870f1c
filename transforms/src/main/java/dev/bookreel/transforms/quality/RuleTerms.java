package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.quality.Check.Statistic;
import dev.bookreel.transforms.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.duration.DurationBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;

/**
 * Turns single rules into what is measured and what is asked of it.
 *
 * <p>Meanings are those of DQDL's rule type reference. Where a rule speaks of values, it speaks of
 * the columns of the dataset's trusted table.
 */
final class RuleTerms {
  private static final double MINUTES_A_DAY = 1440;
  private static final double MICROS_A_MINUTE = 60e6;
  private final RuleColumns columns;
  private final RuleDay day;
  private final List<Probe> probes = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();

  RuleTerms(Table table, RuleDay day) {
    this.columns = new RuleColumns(table);
    this.day = day;
  }

  List<Probe> probes() {
    return List.copyOf(probes);
  }

  List<Reference> references() {
    return List.copyOf(references);
  }

  /** The check of a term; what it measures is registered. */
  Check check(Term term) {
    if (term.isAboutRows()) {
      return new Check.Rows(probe(Probe.of(term.rowCondition())), term.threshold());
    }
    if (term.joinedByAnd() == null) {
      return term.check() != null
          ? term.check()
          : new Check.Rows(probe(Probe.of(term.condition())), term.threshold());
    }
    return new Check.Joined(term.joinedByAnd(), term.parts().stream().map(this::check).toList());
  }

  /** A single rule. */
  Term term(DQRule rule, int line) {
    if (rule.getWhereClause() != null) {
      throw new RuleFileException(line, "\"where\" is not supported; CustomSql can say it");
    }
    for (String tag : rule.getTags().keySet()) {
      if (!tag.equals("action")) {
        throw new RuleFileException(line, "there is no tag \"" + tag + "\" but action");
      }
    }
    String type = rule.getRuleType();
    List<String> names = List.copyOf(rule.getParameters().values());
    return switch (type) {
      case "IsComplete" ->
          rows(rule, line, new RowCondition.Complete(columns.position(names.get(0), line)));
      case "ColumnValues" -> rows(rule, line, values(names.get(0), rule.getCondition(), line));
      case "ColumnLength" ->
          rows(
              rule,
              line,
              new RowCondition.OfLength(columns.text(names.get(0), line), number(rule, line)));
      case "ColumnDataType" -> type(rule, names.get(0), line);
      case "ReferentialIntegrity" -> reference(rule, names, line);
      case "RowCount" -> figure(rule, line, List.of(), Statistic.ROW_COUNT, -1);
      case "Completeness" ->
          figure(
              rule,
              line,
              names,
              Statistic.COMPLETENESS,
              valuesOf(columns.position(names.get(0), line), names.get(0)));
      case "Mean" -> figure(rule, line, names, Statistic.MEAN, numbersOf(names.get(0), line));
      case "Sum" -> figure(rule, line, names, Statistic.SUM, numbersOf(names.get(0), line));
      case "StandardDeviation" ->
          figure(rule, line, names, Statistic.DEVIATION, numbersOf(names.get(0), line));
      case "DistinctValuesCount" ->
          figure(rule, line, names, Statistic.DISTINCT, distinct(names, line));
      case "Uniqueness" -> figure(rule, line, names, Statistic.UNIQUENESS, distinct(names, line));
      case "IsUnique" -> of(rule, line, names, new Check.Unique(distinct(names, line), false));
      case "IsPrimaryKey" -> of(rule, line, names, new Check.Unique(distinct(names, line), true));
      case "ColumnExists" -> of(rule, line, names, new Check.Exists(names.get(0)));
      case "ColumnCount" -> of(rule, line, List.of(), new Check.Columns(number(rule, line)));
      case "DataFreshness" -> fresh(rule, names.get(0), line);
      case "CustomSql" ->
          of(rule, line, List.of(), new Check.Sql(names.get(0), number(rule, line)));
      default -> throw new RuleFileException(line, type + " is not supported");
    };
  }

  private RowCondition values(String column, Condition asked, int line) {
    int position = columns.position(column, line);
    if (asked instanceof NumberBasedCondition numbers) {
      NumberCondition condition = NumberCondition.of(numbers, line);
      return condition.isAboutNull()
          ? new RowCondition.OfNull(position, condition)
          : new RowCondition.OfNumber(columns.number(column, line), condition);
    }
    if (asked instanceof StringBasedCondition texts) {
      return new RowCondition.OfText(columns.text(column, line), TextCondition.of(texts, line));
    }
    if (asked instanceof DateBasedCondition times) {
      boolean isDate = columns.isDate(column, line);
      return new RowCondition.OfTime(
          position,
          TimeCondition.of(
              times,
              day.now(),
              isDate ? time -> time.toLocalDate().toEpochDay() : day::micros,
              line));
    }
    throw new RuleFileException(line, "ColumnValues asks for nothing that values can meet");
  }

  private Term type(DQRule rule, String column, int line) {
    String wanted = rule.getCondition().getConditionAsString().replaceAll("^= *\"|\"$", "");
    TextType type =
        TextType.named(wanted)
            .orElseThrow(
                () ->
                    new RuleFileException(
                        line,
                        "there is no type \""
                            + wanted
                            + "\": Boolean, Date, Timestamp, Integer, Long, Float, Double"));
    return columns.isText(column, line)
        ? rows(rule, line, new RowCondition.OfType(columns.text(column, line), type))
        : of(rule, line, List.of(column), new Check.Known(columns.isOf(type, column, line)));
  }

  private Term reference(DQRule rule, List<String> names, int line) {
    Reference reference = RuleColumns.reference(names.get(1), line);
    List<String> own = RuleColumns.list(names.get(0));
    if (own.size() != reference.columns().size()) {
      throw new RuleFileException(
          line, own + " and " + reference.columns() + " are not of the same number");
    }
    List<Integer> positions = own.stream().map(name -> columns.position(name, line)).toList();
    int place = references.indexOf(reference);
    if (place < 0) {
      place = references.size();
      references.add(reference);
    }
    Term term = rows(rule, line, new RowCondition.Found(place, positions));
    // What it asks is the share of rows that refer to something that is there.
    return new Term(
        line,
        term.type(),
        own,
        expected(rule),
        rule.getTags(),
        term.condition(),
        number(rule, line),
        null,
        null,
        List.of());
  }

  private Term fresh(DQRule rule, String column, int line) {
    if (!(rule.getCondition() instanceof DurationBasedCondition asked)) {
      throw new RuleFileException(line, "DataFreshness asks for a duration, such as <= 3 days");
    }
    long[] minutes =
        asked.getOperands().stream()
            .mapToLong(one -> TimeCondition.length(one).toMinutes())
            .toArray();
    boolean isDate = columns.isDate(column, line);
    return rows(
        rule,
        line,
        new RowCondition.OfAge(
            columns.position(column, line),
            isDate ? day.date().toEpochDay() : day.micros(day.now()),
            isDate ? 1 / MINUTES_A_DAY : MICROS_A_MINUTE,
            NumberCondition.of(Comparison.of(asked.getOperator()), minutes)));
  }

  private Term figure(DQRule rule, int line, List<String> names, Statistic statistic, int probe) {
    return of(rule, line, names, new Check.Figure(statistic, probe, number(rule, line)));
  }

  private static Term of(DQRule rule, int line, List<String> names, Check check) {
    return new Term(
        line,
        rule.getRuleType(),
        names,
        expected(rule),
        rule.getTags(),
        null,
        null,
        check,
        null,
        List.of());
  }

  private static Term rows(DQRule rule, int line, RowCondition condition) {
    NumberCondition threshold =
        rule.getThresholdCondition() instanceof NumberBasedCondition asked
            ? NumberCondition.of(asked, line)
            : null;
    return new Term(
        line,
        rule.getRuleType(),
        List.of(rule.getParameters().values().iterator().next()),
        expected(rule),
        rule.getTags(),
        condition,
        threshold,
        null,
        null,
        List.of());
  }

  private static NumberCondition number(DQRule rule, int line) {
    if (rule.getCondition() instanceof NumberBasedCondition asked) {
      return NumberCondition.of(asked, line);
    }
    throw new RuleFileException(line, rule.getRuleType() + " asks for a number, such as > 0.9");
  }

  private static String expected(DQRule rule) {
    return Stream.of(
            rule.getCondition() == null ? "" : rule.getCondition().getFormattedCondition().strip(),
            rule.getThresholdCondition() == null
                ? ""
                : "in " + rule.getThresholdCondition().getFormattedCondition().strip() + " of rows")
        .filter(text -> !text.isEmpty())
        .reduce((one, other) -> one + " " + other)
        .orElse("");
  }

  private int numbersOf(String column, int line) {
    return probe(
        new Probe(
            Probe.Kind.VALUES, List.of(columns.number(column, line)), List.of(column), true, null));
  }

  private int valuesOf(int position, String column) {
    return probe(new Probe(Probe.Kind.VALUES, List.of(position), List.of(column), false, null));
  }

  private int distinct(List<String> names, int line) {
    List<Integer> positions = names.stream().map(name -> columns.position(name, line)).toList();
    return probe(new Probe(Probe.Kind.DISTINCT, positions, names, false, null));
  }

  private int probe(Probe probe) {
    int place = probe.kind() == Probe.Kind.CONDITION ? -1 : probes.indexOf(probe);
    if (place >= 0) {
      return place;
    }
    probes.add(probe);
    return probes.size() - 1;
  }
}
