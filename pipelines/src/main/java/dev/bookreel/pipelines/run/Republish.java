package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.dataset.Dataset;
import java.time.LocalDate;
import java.util.Map;

/** Publishes deliveries that were published before in tables that are made anew. */
public final class Republish {
  private Republish() {}

  /**
   * Publishes a delivery of each dataset, whatever their dates; what was let pass then passes.
   *
   * @param rules that were in force then
   * @param sessionsReplayed whether the sessions came from the quarantine
   * @throws dev.bookreel.pipelines.UserError when one of them can no longer be published
   */
  public static void round(
      Lake lake,
      Stages stages,
      String run,
      Map<Dataset, Delivery> deliveries,
      RuleBook rules,
      boolean sessionsReplayed) {
    LocalDate latest =
        deliveries.values().stream()
            .map(delivery -> LocalDate.parse(delivery.date()))
            .max(LocalDate::compareTo)
            .orElseThrow();
    RunSummary summary =
        new RunJob(lake, stages, run, latest, rules)
            .repeat(deliveries, Questions.defaults(lake.zone()), sessionsReplayed);
    if (!summary.refusals().isEmpty()) {
      throw summary.refusals().get(0);
    }
  }
}
