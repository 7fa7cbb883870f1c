package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.parallel.HeldByAll;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The rules of a dataset as a pipeline checks them.
 *
 * @param references what values are looked up in; null when the rules refer to nothing, or only to
 *     what whoever checks them holds anyway
 */
public record RuleChecks(RuleSet rules, PCollectionView<Iterable<References>> references)
    implements Serializable {

  /** No rules for a dataset. */
  public static RuleChecks none(String dataset) {
    return new RuleChecks(RuleSet.none(dataset), null);
  }

  /** The side inputs that a DoFn needs to check them. */
  public List<PCollectionView<?>> sideInputs() {
    return references == null ? List.of() : List.of(references);
  }

  /** What values are looked up in. */
  public References references(DoFn<?, ?>.ProcessContext context) {
    return references == null ? new References() : HeldByAll.value(references, context);
  }
}
