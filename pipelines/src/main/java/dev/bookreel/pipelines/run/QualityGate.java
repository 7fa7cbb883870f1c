package dev.bookreel.pipelines.run;

import dev.bookreel.delta.DataFile;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.pipelines.land.RawZone;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.pipelines.query.OneNumber;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.Drift;
import dev.bookreel.transforms.quality.Judge;
import dev.bookreel.transforms.quality.RuleDay;
import dev.bookreel.transforms.quality.RuleResult;
import dev.bookreel.transforms.quality.RuleSet;
import dev.bookreel.transforms.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Decides by the rules of a dataset whether a delivery is fit to be published. */
final class QualityGate {
  private final Lake lake;
  private final LakeTables tables;
  private final RuleBook book;
  private final Overrides overrides;

  QualityGate(Lake lake, LakeTables tables, RuleBook book, Overrides overrides) {
    this.lake = lake;
    this.tables = tables;
    this.book = book;
    this.overrides = overrides;
  }

  /** The rules that a delivery is checked by. */
  RuleSet rules(Dataset dataset, Delivery delivery) {
    return book.rules(dataset, new RuleDay(LocalDate.parse(delivery.date()), lake.zone()));
  }

  /** Makes ready what judging takes, where it takes more than numbers. */
  void prepare(Map<Dataset, Delivery> deliveries) {
    boolean haveStatements =
        deliveries.entrySet().stream()
            .anyMatch(one -> rules(one.getKey(), one.getValue()).haveStatements());
    if (haveStatements) {
      OneNumber.prepare();
    }
  }

  /** What was found, rule by rule. */
  List<RuleResult> judge(Dataset dataset, Delivery delivery, Manifest manifest) {
    Judge judge =
        new Judge(
            rules(dataset, delivery),
            manifest.measures(dataset.name()),
            columns(dataset, delivery),
            sql -> numbers(dataset, manifest).of(sql));
    return Stream.concat(judge.results().stream(), drift(dataset, delivery, manifest).stream())
        .map(result -> overrides.accepts(result.rule().name()) ? accepted(result) : result)
        .toList();
  }

  /** A rebuild publishes what was decided on before, and a replay's records have our own form. */
  private List<RuleResult> drift(Dataset dataset, Delivery delivery, Manifest manifest) {
    if (!lake.ownsRaw() || overrides.replay()) {
      return List.of();
    }
    return Drift.between(
        dataset,
        rules(dataset, delivery),
        new RawZone(lake).lastFields(dataset),
        manifest.fields(dataset),
        manifest.measures(dataset.name()).rows());
  }

  /** Why a delivery must not be published, if so. */
  static Optional<UserError> refusal(Dataset dataset, List<RuleResult> results) {
    List<RuleResult> refusing = results.stream().filter(RuleResult::refuses).toList();
    if (refusing.isEmpty()) {
      return Optional.empty();
    }
    String causes = String.join("; ", refusing.stream().map(result -> told(result)).toList());
    String names = String.join(",", refusing.stream().map(result -> result.rule().name()).toList());
    return Optional.of(
        UserError.refused(
            dataset.name() + " is refused",
            causes,
            "Ask for the delivery again, mend the rules (--rules=), or run with --accept="
                + names
                + " if this is right"));
  }

  /** A result in one line, for people. */
  static String told(RuleResult result) {
    return result.rule().name()
        + ": "
        + result.message()
        + (result.rule().expected().isEmpty() ? "" : ", asked for " + result.rule().expected());
  }

  private static RuleResult accepted(RuleResult result) {
    return result.refuses() ? result.accepted() : result;
  }

  private Set<String> columns(Dataset dataset, Delivery delivery) {
    List<FileRange> ranges = RawRanges.of(lake, dataset, delivery);
    Set<String> columns = new TreeSet<>();
    ranges.forEach(range -> columns.addAll(range.header()));
    if (columns.isEmpty()) {
      columns.addAll(dataset.table().schema().getFieldNames());
      columns.removeIf(name -> name.startsWith("valid_") || name.equals("deleted_on"));
    }
    return columns;
  }

  /** What the table will hold, the latest versions only. */
  private OneNumber numbers(Dataset dataset, Manifest manifest) {
    Table table = dataset.table();
    List<String> paths =
        tables.filesAfter(table, manifest).stream()
            .map((DataFile file) -> file.location(lake.tablePath(table)))
            .toList();
    return new OneNumber(
        table.schema(),
        table.partitionColumns(),
        paths,
        dataset.isFullDump() ? "valid_to is null" : null);
  }
}
