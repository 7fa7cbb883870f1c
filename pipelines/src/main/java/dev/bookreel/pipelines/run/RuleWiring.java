package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.quality.LoadReferences;
import dev.bookreel.transforms.quality.Reference;
import dev.bookreel.transforms.quality.ReferenceSource;
import dev.bookreel.transforms.quality.RuleChecks;
import dev.bookreel.transforms.quality.RuleSet;
import dev.bookreel.transforms.table.TableSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;

/** Gives the rules of a dataset, in a pipeline, what they look values up in. */
final class RuleWiring {
  private final Lake lake;
  private final Function<Dump, TableSource> tables;
  private final Map<Dataset, Delivery> coming;

  /**
   * Prepares the wiring.
   *
   * @param tables what the tables of dumps hold
   * @param coming deliveries that these tables do not hold yet
   */
  RuleWiring(Lake lake, Function<Dump, TableSource> tables, Map<Dataset, Delivery> coming) {
    this.lake = lake;
    this.tables = tables;
    this.coming = coming;
  }

  RuleChecks wire(Pipeline pipeline, RuleSet rules) {
    if (rules.references().isEmpty()) {
      return new RuleChecks(rules, null);
    }
    List<ReferenceSource> sources = rules.references().stream().map(this::source).toList();
    return new RuleChecks(
        rules, pipeline.apply("References of " + rules.dataset(), new LoadReferences(sources)));
  }

  private ReferenceSource source(Reference reference) {
    Dump dump = (Dump) Datasets.named(reference.dataset());
    Delivery delivery = coming.get(dump);
    return new ReferenceSource(
        reference,
        dump,
        tables.apply(dump),
        delivery == null ? List.of() : RawRanges.of(lake, dump, delivery));
  }
}
