package dev.bookreel.pipelines.run;

import dev.bookreel.delta.CommitResult;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.answer.Answer;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.table.WrittenFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings landed deliveries through trusted to refined: writes files first, decides, then commits.
 *
 * <p>A run that dies before its commits leaves readers on what they had; running again finishes.
 */
public final class RunJob {
  private final Lake lake;
  private final Stages stages;
  private final String run;
  private final LocalDate date;
  private final boolean acceptShrink;
  private final LakeTables tables;
  private final List<UserError> refusals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Prepares a run.
   *
   * @param run its id
   * @param acceptShrink whether dumps may be much smaller than what they replace
   */
  public RunJob(Lake lake, Stages stages, String run, LocalDate date, boolean acceptShrink) {
    this.lake = lake;
    this.stages = stages;
    this.run = run;
    this.date = date;
    this.acceptShrink = acceptShrink;
    this.tables = new LakeTables(lake, run);
  }

  /**
   * Runs everything: trusted, refined and the answers.
   *
   * @param deliveries what was landed, by dataset
   */
  public RunSummary run(Map<Dataset, Delivery> deliveries, Questions questions) {
    Manifest dumps = new TrustDumps(lake, tables, run, date).run(stages, deliveries);
    Map<Dataset, Delivery> accepted = accepted(deliveries, dumps);
    Map<String, TableSource> sources = sources(accepted, dumps);
    List<FileRange> ranges = new ArrayList<>();
    long records = 0;
    for (Map.Entry<Dataset, Delivery> delivered : accepted.entrySet()) {
      if (!delivered.getKey().isFullDump()) {
        ranges.addAll(RawRanges.of(lake, delivered.getKey(), delivered.getValue()));
        records += delivered.getValue().records();
      }
    }
    boolean lookUpsMayDiffer = accepted.keySet().stream().anyMatch(Dataset::isFullDump);
    Manifest refined =
        new Refine(lake, tables, run).run(stages, sources, ranges, records, lookUpsMayDiffer);
    List<DatasetSummary> datasets = new ArrayList<>();
    requireConservation(deliveries, dumps, refined);
    stages.say("publishing");
    quarantine(dumps, refined);
    for (Dataset dataset : deliveries.keySet()) {
      datasets.add(publish(dataset, accepted.containsKey(dataset), dumps, refined));
      noteUnknownFields(dataset, dumps);
    }
    publishRefined(refined);
    List<Answer> answers = answer(questions);
    return new RunSummary(
        run, date.toString(), refusals.isEmpty(), datasets, answers, refusals, notes);
  }

  /** Makes the refined tables and the answers anew from the trusted ones. */
  public RunSummary refine(Questions questions) {
    Manifest refined =
        new Refine(lake, tables, run)
            .run(stages, sources(Map.of(), Manifest.of(List.of())), List.of(), 0, true);
    stages.say("publishing");
    publishRefined(refined);
    List<Answer> answers = answer(questions);
    return new RunSummary(run, date.toString(), true, List.of(), answers, refusals, notes);
  }

  /** Answers from the refined tables as they are; stores nothing. */
  public List<Answer> answersOnly(Questions questions) {
    return new AnswerQuestions(lake, tables, run).run(stages, questions);
  }

  private List<Answer> answer(Questions questions) {
    AnswerQuestions answering = new AnswerQuestions(lake, tables, run);
    List<Answer> answers = answering.run(stages, questions);
    answering.store(answers);
    return answers;
  }

  /** A source is accepted or refused as a whole. */
  private Map<Dataset, Delivery> accepted(Map<Dataset, Delivery> deliveries, Manifest dumps) {
    Map<Source, UserError> refused = new HashMap<>();
    for (Dataset dataset : deliveries.keySet()) {
      if (dataset.isFullDump() && !acceptShrink) {
        ShrinkGuard.check(
                dataset.name(), tables.rows(dataset.table()), rows(dumps, dataset.table()))
            .ifPresent(error -> refused.putIfAbsent(dataset.source(), error));
      }
    }
    refusals.addAll(refused.values());
    Map<Dataset, Delivery> accepted = new LinkedHashMap<>(deliveries);
    accepted.keySet().removeIf(dataset -> refused.containsKey(dataset.source()));
    return accepted;
  }

  /** The tables of full dumps as they will be. */
  private Map<String, TableSource> sources(Map<Dataset, Delivery> accepted, Manifest dumps) {
    Map<String, TableSource> sources = new HashMap<>();
    for (Dataset dataset : Datasets.dumps()) {
      Table table = dataset.table();
      sources.put(
          dataset.name(),
          accepted.containsKey(dataset)
              ? tables.sourceOf(table, dumps.files(table.name()))
              : tables.source(table));
    }
    return sources;
  }

  private static void requireConservation(
      Map<Dataset, Delivery> deliveries, Manifest dumps, Manifest refined) {
    deliveries.forEach(
        (dataset, delivery) -> {
          Tally tally = tally(dataset, dumps, refined);
          boolean took = dataset.isFullDump() || tally.read() > 0;
          if (took && (!tally.conserves() || tally.read() != delivery.records())) {
            throw UserError.failure(
                "the run does not publish " + dataset.name(),
                "of "
                    + delivery.records()
                    + " records landed, "
                    + tally.read()
                    + " were read, "
                    + tally.accepted()
                    + " accepted, "
                    + tally.quarantined()
                    + " quarantined and "
                    + tally.duplicates()
                    + " duplicates: some are not accounted for",
                "Nothing was published; please report this",
                null);
          }
        });
  }

  private static Tally tally(Dataset dataset, Manifest dumps, Manifest refined) {
    return dumps.tally(dataset.name()).plus(refined.tally(dataset.name()));
  }

  private void quarantine(Manifest dumps, Manifest refined) {
    List<WrittenFile> files = new ArrayList<>(dumps.files(Tables.QUARANTINE.name()));
    files.addAll(refined.files(Tables.QUARANTINE.name()));
    tables.append(Tables.QUARANTINE, files);
  }

  private DatasetSummary publish(
      Dataset dataset, boolean accepted, Manifest dumps, Manifest refined) {
    Tally tally = tally(dataset, dumps, refined);
    if (!accepted) {
      return new DatasetSummary(dataset.name(), tally, null);
    }
    Table table = dataset.table();
    CommitResult result =
        dataset.isFullDump()
            ? tables.replace(table, dumps.files(table.name()))
            : tables.append(table, refined.files(table.name()));
    if (!result.applied()) {
      tally = tally.asUnchanged();
    }
    return new DatasetSummary(dataset.name(), tally, result.version());
  }

  private void publishRefined(Manifest refined) {
    tables.replace(Tables.MOVIE_BOOKS, refined.files(Tables.MOVIE_BOOKS.name()));
    tables.replacePartitions(Tables.REFINED_STREAMS, refined.files(Tables.REFINED_STREAMS.name()));
    List<WrittenFile> daily = refined.files(Tables.DAILY_MOVIES.name());
    if (!daily.isEmpty()) {
      tables.replace(Tables.DAILY_MOVIES, daily);
    }
  }

  private void noteUnknownFields(Dataset dataset, Manifest dumps) {
    if (!dumps.unknownFields(dataset.name()).isEmpty()) {
      notes.add(
          dataset.name()
              + " has fields that nobody reads: "
              + String.join(", ", dumps.unknownFields(dataset.name())));
    }
  }

  private static long rows(Manifest manifest, Table table) {
    return manifest.files(table.name()).stream().mapToLong(WrittenFile::rows).sum();
  }
}
