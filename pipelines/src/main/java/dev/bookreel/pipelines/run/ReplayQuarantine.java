package dev.bookreel.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.pipelines.land.Hashes;
import dev.bookreel.pipelines.land.Landing;
import dev.bookreel.pipelines.land.RawZone;
import dev.bookreel.pipelines.land.SourceFolder;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings quarantined records of a date through the rules again, and takes in those that pass.
 *
 * <p>Of sessions those of any delivery: they become a delivery of their own in the raw zone, which
 * brings new sessions but corrects none, since what the table holds came later. Of full dumps the
 * last one only: it is applied anew, as a whole, which changes nothing but for what passes now.
 */
public final class ReplayQuarantine {
  private final Lake lake;
  private final Stages stages;
  private final LocalDate date;
  private final RuleBook rules;
  private final LakeTables tables;
  private final Map<Dataset, Delivery> deliveries = new LinkedHashMap<>();
  private final Quarantined released = new Quarantined();

  /**
   * Prepares the work.
   *
   * @param rules that the records are checked by now
   */
  public ReplayQuarantine(Lake lake, Stages stages, LocalDate date, RuleBook rules) {
    this.lake = lake;
    this.stages = stages;
    this.date = date;
    this.rules = rules;
    this.tables = new LakeTables(lake, null, date);
  }

  /** Looks for what can be replayed, and gives the id of the run; nothing when there is nothing. */
  public Optional<String> find() {
    Quarantined all = Quarantined.in(tables);
    for (Dataset dataset : Datasets.all()) {
      if (dataset.isFullDump()) {
        findDump(dataset, all);
      }
    }
    List<Quarantined.Entry> sessions =
        all.of(folder(Datasets.STREAMS)).stream().filter(Quarantined.Entry::isWhole).toList();
    if (!sessions.isEmpty()) {
      StoragePath folder =
          SessionFiles.write(lake.scratch("replay-" + date, "sessions"), sessions, this::header);
      deliveries.putAll(
          new Landing(lake, date).land(SourceFolder.of(Source.INTERNAL, folder.toString())));
      sessions.forEach(released::add);
      lake.clear("replay-" + date);
    }
    return deliveries.isEmpty() ? Optional.empty() : Optional.of(id());
  }

  /** Carries it out. */
  public RunSummary run(String run, Questions questions) {
    RunSummary summary =
        new RunJob(lake, stages, run, date, rules).run(deliveries, questions, Overrides.ofReplay());
    if (summary.refusals().isEmpty()) {
      released.remove(new LakeTables(lake, run, date), run);
    }
    return summary;
  }

  private void findDump(Dataset dataset, Quarantined all) {
    for (Delivery delivery : new RawZone(lake).deliveries(dataset)) {
      String folder = lake.name(lake.raw(dataset, LocalDate.parse(delivery.date()), delivery.id()));
      List<Quarantined.Entry> entries = all.of(folder + "/");
      boolean isLast =
          DumpOrder.of(delivery, tables.snapshot(dataset.table()), Overrides.NONE).isApplied();
      if (delivery.date().equals(date.toString()) && !entries.isEmpty() && isLast) {
        deliveries.put(dataset, delivery);
        entries.forEach(released::add);
      }
    }
  }

  private String folder(Dataset dataset) {
    return lake.name(lake.rawOf(dataset, date)) + "/";
  }

  private List<String> header(String sourceFile) {
    for (Delivery delivery : new RawZone(lake).deliveries(Datasets.STREAMS)) {
      for (var range : RawRanges.of(lake, Datasets.STREAMS, delivery)) {
        if (range.name().equals(sourceFile)) {
          return range.header();
        }
      }
    }
    throw new IllegalStateException("the raw zone lacks " + sourceFile);
  }

  private String id() {
    StringBuilder what = new StringBuilder();
    deliveries.forEach(
        (dataset, delivery) ->
            what.append(dataset.name())
                .append(delivery.contentId())
                .append(rules.text(dataset))
                .append('\n'));
    return date + "-replay-" + Hashes.sha256(what.toString().getBytes(UTF_8)).substring(0, 8);
  }
}
