package dev.bookreel.pipelines.cli;

import static dev.bookreel.pipelines.cli.OptionValues.date;
import static dev.bookreel.pipelines.cli.OptionValues.folders;
import static dev.bookreel.pipelines.cli.OptionValues.isJson;
import static dev.bookreel.pipelines.cli.OptionValues.lake;
import static dev.bookreel.pipelines.cli.OptionValues.overrides;
import static dev.bookreel.pipelines.cli.OptionValues.questions;
import static dev.bookreel.pipelines.cli.OptionValues.required;
import static dev.bookreel.pipelines.cli.OptionValues.rules;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.lake.RunLease;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.pipelines.land.Landing;
import dev.bookreel.pipelines.land.SourceFolder;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.pipelines.run.Overrides;
import dev.bookreel.pipelines.run.ReplayQuarantine;
import dev.bookreel.pipelines.run.RunId;
import dev.bookreel.pipelines.run.RunJob;
import dev.bookreel.pipelines.run.RunSummary;
import dev.bookreel.pipelines.run.Stages;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.quality.RuleDay;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The commands that bring deliveries into a lake: run, land, trust and replay. */
final class DeliveryCommands {
  private static final String SAMPLE_DATE = "2021-12-31";
  private final PrintStream out;
  private final PrintStream err;
  private final Failures failures;
  private final Function<LakeOptions, Stages> stages;

  DeliveryCommands(
      PrintStream out, PrintStream err, Failures failures, Function<LakeOptions, Stages> stages) {
    this.out = out;
    this.err = err;
    this.failures = failures;
    this.stages = stages;
  }

  int run(RunOptions options) {
    if (options.getLake() == null
        && options.getInternal() == null
        && options.getVendor() == null
        && options.getDate() == null) {
      Path sample = Path.of(System.getProperty("bookreel.home", ".")).resolve("testdata/sample");
      options.setLake("lake");
      options.setInternal(sample.resolve("internal").toString());
      options.setVendor(sample.resolve("vendor").toString());
      options.setDate(SAMPLE_DATE);
    }
    LocalDate date = date(options.getDate());
    failures.dated(date);
    List<SourceFolder> folders = folders(options);
    Lake lake = lake(options);
    Questions questions = questions(options, lake.zone());
    Overrides overrides = overrides(options);
    RuleBook rules = rules(options).requireRight(new RuleDay(date, lake.zone()));
    List<UserError> refusals = new ArrayList<>();
    // Spark needs as long to start as some hundred megabytes to land.
    try (Background<Stages> starting =
        Background.begin("start-runner", () -> stages.apply(options))) {
      Map<Dataset, Delivery> deliveries =
          RunLease.during(lake, () -> land(lake, date, folders, refusals));
      if (deliveries.isEmpty()) {
        return failures.end(refusals);
      }
      String run = named(date, deliveries);
      return publish(
          options,
          lake,
          date,
          run,
          deliveries,
          starting.get(),
          questions,
          refusals,
          overrides,
          rules);
    }
  }

  int land(SourceOptions options) {
    LocalDate date = date(options.getDate());
    failures.dated(date);
    List<SourceFolder> folders = folders(options);
    Lake lake = lake(options);
    List<UserError> refusals = new ArrayList<>();
    Map<Dataset, Delivery> landed =
        RunLease.during(lake, () -> land(lake, date, folders, refusals));
    out.print(
        isJson(options)
            ? LandingPrinter.json(lake, date, landed, refusals) + "\n"
            : LandingPrinter.text(lake, date, landed));
    return failures.tell(refusals);
  }

  int trust(RunOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    LocalDate date = date(options.getDate());
    failures.dated(date);
    Map<Dataset, Delivery> deliveries = Landing.landed(lake, date);
    if (deliveries.isEmpty()) {
      throw UserError.usage(
          "nothing to trust",
          "nothing was landed for " + date,
          "Land it: bookreel land --lake=… --date=" + date);
    }
    String run = named(date, deliveries);
    return publish(
        options,
        lake,
        date,
        run,
        deliveries,
        stages.apply(options),
        questions(options, lake.zone()),
        new ArrayList<>(),
        overrides(options),
        rules(options).requireRight(new RuleDay(date, lake.zone())));
  }

  /** From here on, whatever fails tells its run. */
  private String named(LocalDate date, Map<Dataset, Delivery> deliveries) {
    String run = RunId.of(date, deliveries.values());
    failures.named(run);
    return run;
  }

  private int publish(
      RunOptions options,
      Lake lake,
      LocalDate date,
      String run,
      Map<Dataset, Delivery> deliveries,
      Stages started,
      Questions questions,
      List<UserError> refusedAtLanding,
      Overrides overrides,
      RuleBook rules) {
    boolean isDry = Boolean.TRUE.equals(options.getDryRun());
    RunRecord record = RunRecord.begin(lake, run, date);
    RunSummary done;
    try {
      done =
          RunLease.during(
              lake,
              () -> {
                RunJob job = new RunJob(lake, started, run, date, rules);
                return isDry
                    ? job.rehearse(deliveries, overrides)
                    : job.run(deliveries, questions, overrides);
              });
    } catch (RuntimeException | Error e) {
      record.failed(Failures.explain(e));
      throw e;
    }
    List<UserError> refusals = new ArrayList<>(refusedAtLanding);
    refusals.addAll(done.refusals());
    RunSummary summary =
        new RunSummary(
            run,
            done.date(),
            done.published() && refusals.isEmpty(),
            done.datasets(),
            done.answers(),
            refusals,
            done.notes());
    if (!isDry) {
      record.ended(summary);
    }
    print(options, summary);
    return failures.tell(refusals);
  }

  int replay(ReplayOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    LocalDate date = date(options.getDate());
    failures.dated(date);
    RuleBook rules = rules(options).requireRight(new RuleDay(date, lake.zone()));
    ReplayQuarantine replay = new ReplayQuarantine(lake, stages.apply(options), date, rules);
    Optional<String> run = replay.find();
    if (run.isEmpty()) {
      throw UserError.usage(
          "nothing to replay",
          "the quarantine has no session of "
              + date
              + ", and no record of a last dump of that date",
          "See bookreel query --sql='from quarantine'");
    }
    failures.named(run.get());
    RunRecord record = RunRecord.begin(lake, run.get(), date);
    RunSummary summary =
        RunLease.during(lake, () -> replay.run(run.get(), questions(options, lake.zone())));
    record.ended(summary);
    print(options, summary);
    return failures.tell(summary.refusals());
  }

  private Map<Dataset, Delivery> land(
      Lake lake, LocalDate date, List<SourceFolder> folders, List<UserError> refusals) {
    List<Background<Map<Dataset, Delivery>>> landings = new ArrayList<>();
    for (SourceFolder folder : folders) {
      err.println("landing " + folder.folder());
      folder.ignored().forEach(name -> err.println("  ignored: " + name));
      landings.add(
          Background.begin(
              "land-" + folder.source().folder(), () -> new Landing(lake, date).land(folder)));
    }
    landings.forEach(Background::close);
    Map<Dataset, Delivery> deliveries = new LinkedHashMap<>();
    for (Background<Map<Dataset, Delivery>> landing : landings) {
      try {
        deliveries.putAll(landing.get());
      } catch (UserError e) {
        if (e.exitCode() != UserError.REFUSED) {
          throw e;
        }
        refusals.add(e);
      }
    }
    return deliveries;
  }

  private void print(LakeOptions options, RunSummary summary) {
    out.print(isJson(options) ? Printer.json(summary) + "\n" : Printer.text(summary));
  }
}
