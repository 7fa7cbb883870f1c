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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /**
   * Loads what rules refer to.
   *
   * @param held what need not be loaded, since whoever checks the rules holds it
   */
  RuleChecks wire(Pipeline pipeline, RuleSet rules, Set<Reference> held) {
    Map<Integer, ReferenceSource> sources = new HashMap<>();
    for (int place = 0; place < rules.references().size(); place++) {
      if (!held.contains(rules.references().get(place))) {
        sources.put(place, source(rules.references().get(place)));
      }
    }
    return new RuleChecks(
        rules,
        sources.isEmpty()
            ? null
            : pipeline.apply("References of " + rules.dataset(), new LoadReferences(sources)));
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
