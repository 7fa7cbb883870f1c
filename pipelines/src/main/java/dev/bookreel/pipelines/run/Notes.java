package dev.bookreel.pipelines.run;

import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.dataset.KnownFields;
import dev.bookreel.transforms.quality.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people should know of a run besides its counts. */
final class Notes {
  private Notes() {}

  static List<String> of(Trusted trusted, Refined refined) {
    List<String> notes = new ArrayList<>();
    List<String> nothingNew = new ArrayList<>();
    for (Dataset dataset : trusted.deliveries().keySet()) {
      Fields delivered =
          trusted.manifest().fields(dataset).plus(refined.delivered().fields(dataset));
      Set<String> unknown = dataset.fields().unknown(delivered);
      if (!unknown.isEmpty()) {
        notes.add(
            dataset.name()
                + " has fields that nobody reads: "
                + String.join(", ", unknown)
                + (unknown.size() < KnownFields.MOST_UNKNOWN
                    ? ""
                    : "; no more than a hundred are noted"));
      }
      boolean changes =
          dataset.isFullDump()
              ? trusted.changes(dataset)
              : refined.sessions().changes(dataset.table().name());
      if (trusted.accepts(dataset) && !changes) {
        nothingNew.add(dataset.name());
      }
    }
    for (List<RuleResult> results : trusted.quality().values()) {
      for (RuleResult result : results) {
        if (result.outcome() == RuleResult.Outcome.FAILED && !result.refuses()) {
          notes.add(result.rule().action().word() + ": " + QualityGate.told(result));
        }
        if (result.outcome() == RuleResult.Outcome.ACCEPTED) {
          notes.add("let pass: " + QualityGate.told(result));
        }
      }
    }
    if (!nothingNew.isEmpty()) {
      notes.add("nothing new, so no data file was written: " + String.join(", ", nothingNew));
    }
    return notes;
  }
}
