package dev.bookreel.pipelines.run;

import dev.bookreel.delta.ConflictException;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.transforms.answer.Answer;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.quality.RuleSet;
import dev.bookreel.transforms.stream.TakeIn;
import dev.bookreel.transforms.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Brings landed deliveries through trusted to refined: writes files first, decides, then commits.
 *
 * <p>A run that dies anywhere leaves every table on a version that is whole; the same run again
 * finishes the work. When another writer changes what a run was decided on, the run decides again.
 */
public final class RunJob {
  private static final int MOST_TRIES = 5;
  private final Lake lake;
  private final Stages stages;
  private final String run;
  private final LocalDate date;
  private final RuleBook rules;

  /**
   * Prepares a run.
   *
   * @param run its id
   * @param date that it is for; null for what belongs to no date
   * @param rules that deliveries are checked by
   */
  public RunJob(Lake lake, Stages stages, String run, LocalDate date, RuleBook rules) {
    this.rules = rules;
    this.lake = lake;
    this.stages = stages;
    this.run = run;
    this.date = date;
  }

  /**
   * Runs everything: trusted, refined and the answers.
   *
   * @param deliveries what was landed, by dataset
   * @param overrides what is let pass
   */
  public RunSummary run(
      Map<Dataset, Delivery> deliveries, Questions questions, Overrides overrides) {
    return decided(
        () -> {
          LakeTables tables = pinned();
          Decision decision = decide(tables, deliveries, overrides);
          Trusted trusted = decision.trusted();
          Refined refined = decision.refined();
          Publishing publishing = new Publishing(lake, tables, run, overrides, rules);
          publishing.requireConservation(trusted, refined);
          stages.say("publishing");
          List<DatasetSummary> datasets = publishing.trusted(trusted, refined);
          publishing.refined(refined);
          return new RunSummary(
              run,
              date.toString(),
              trusted.refusals().isEmpty(),
              datasets,
              answer(questions),
              List.copyOf(trusted.refusals().values()),
              Notes.of(trusted, refined));
        });
  }

  /** Does everything but publish, and tells what would happen; its files are removed. */
  public RunSummary rehearse(Map<Dataset, Delivery> deliveries, Overrides overrides) {
    LakeTables tables = pinned();
    Decision decision = decide(tables, deliveries, overrides);
    new Publishing(lake, tables, run, overrides, rules)
        .requireConservation(decision.trusted(), decision.refined());
    List<String> notes = new ArrayList<>(Notes.of(decision.trusted(), decision.refined()));
    notes.add("a dry run: nothing was published");
    decision.discard(tables);
    return new RunSummary(
        run,
        date.toString(),
        false,
        decision.summaries(),
        List.of(),
        List.copyOf(decision.trusted().refusals().values()),
        notes);
  }

  private Decision decide(
      LakeTables tables, Map<Dataset, Delivery> deliveries, Overrides overrides) {
    QualityGate gate = new QualityGate(lake, tables, rules, overrides);
    Trusting trusting = new Trusting(lake, tables, stages, run, overrides, gate);
    Trusted trusted = trusting.run(deliveries);
    StreamsDelivery streams = trusting.streams(trusted.accepted());
    Refined refined = refine(tables, trusted, streams, gate);
    if (streams.takeIn() == TakeIn.NOTHING || streams.ranges().isEmpty()) {
      return new Decision(trusted, refined);
    }
    Manifest delivered = refined.sessions();
    Delivery delivery = deliveries.get(Datasets.STREAMS);
    Trusted judged =
        trusted.judged(Datasets.STREAMS, gate.judge(Datasets.STREAMS, delivery, delivered));
    if (judged.accepts(Datasets.STREAMS)) {
      return new Decision(judged, refined);
    }
    // Refined must not show movies and users that are not published either.
    return new Decision(
        judged, refine(tables, judged, StreamsDelivery.NONE, gate).afterRefusing(delivered));
  }

  /** Publishes again what was published before, each delivery for its own date. */
  RunSummary repeat(
      Map<Dataset, Delivery> deliveries, Questions questions, boolean sessionsReplayed) {
    return run(deliveries, questions, Overrides.ofRebuild(sessionsReplayed));
  }

  private Refined refine(
      LakeTables tables, Trusted trusted, StreamsDelivery streams, QualityGate gate) {
    RuleSet checked =
        streams.ranges().isEmpty()
            ? Refine.NO_RULES
            : gate.rules(Datasets.STREAMS, trusted.deliveries().get(Datasets.STREAMS));
    RefinePlan plan = RefinePlan.of(lake, tables, trusted);
    return new Refine(lake, tables, stages, run, plan, trusted.sources(tables), checked)
        .run(streams);
  }

  /** Makes the refined tables and the answers anew from the trusted ones. */
  public RunSummary refine(Questions questions) {
    return decided(
        () -> {
          LakeTables tables = pinned();
          Trusted trusted = Trusted.NOTHING;
          Refined refined =
              new Refine(
                      lake,
                      tables,
                      stages,
                      run,
                      RefinePlan.everything(),
                      trusted.sources(tables),
                      Refine.NO_RULES)
                  .run(StreamsDelivery.NONE);
          stages.say("publishing");
          new Publishing(lake, tables, run, Overrides.NONE, rules).refined(refined);
          return new RunSummary(
              run, null, true, List.of(), answer(questions), List.of(), List.of());
        });
  }

  /** Answers from the refined tables as they are; stores nothing. */
  public List<Answer> answersOnly(Questions questions) {
    return new AnswerQuestions(lake, new LakeTables(lake, run, date), run).run(stages, questions);
  }

  private List<Answer> answer(Questions questions) {
    return new AnswerQuestions(lake, new LakeTables(lake, run, date), run)
        .answerAndStore(stages, questions);
  }

  /**
   * The tables as they are now. Those that are committed last are looked at first: whatever another
   * run has not committed to them by now, it will find that we did.
   */
  private LakeTables pinned() {
    LakeTables tables = new LakeTables(lake, run, date);
    for (Table table : List.of(Tables.DAILY_MOVIES, Tables.MOVIE_BOOKS, Tables.REFINED_STREAMS)) {
      tables.version(table);
    }
    return tables;
  }

  /** Decides, and decides again when another writer was faster. */
  private RunSummary decided(Supplier<RunSummary> attempt) {
    for (int number = 1; ; number++) {
      try {
        return attempt.get();
      } catch (ConflictException e) {
        if (number == MOST_TRIES) {
          throw UserError.failure(
              "the run gave up",
              MOST_TRIES + " times another writer changed what it had decided on",
              "Run the same command again when fewer writers are at work",
              e);
        }
        stages.say("deciding again: " + e.getMessage());
      }
    }
  }
}
