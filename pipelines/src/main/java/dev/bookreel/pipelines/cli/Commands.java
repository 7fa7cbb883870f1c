package dev.bookreel.pipelines.cli;

import static dev.bookreel.pipelines.cli.OptionValues.isJson;
import static dev.bookreel.pipelines.cli.OptionValues.questions;
import static dev.bookreel.pipelines.cli.OptionValues.required;

import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.lake.RunLease;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.pipelines.run.RunId;
import dev.bookreel.pipelines.run.RunJob;
import dev.bookreel.pipelines.run.RunSummary;
import dev.bookreel.pipelines.run.Stages;
import dev.bookreel.transforms.answer.Answer;
import dev.bookreel.transforms.answer.Questions;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Carries out the commands. */
final class Commands {
  private static final RuleBook NO_RULES = RuleBook.recorded(Map.of());
  private final PrintStream out;
  private final PrintStream err;
  private final RunnerSetup setup;
  private final String defaultRunner;
  private final DeliveryCommands deliver;
  private final LakeCommands lake;
  private final TendingCommands tend;

  Commands(
      PrintStream out,
      PrintStream err,
      Failures failures,
      RunnerSetup setup,
      String defaultRunner) {
    this.out = out;
    this.err = err;
    this.setup = setup;
    this.defaultRunner = defaultRunner;
    this.deliver = new DeliveryCommands(out, err, failures, this::stages);
    this.lake = new LakeCommands(out);
    this.tend = new TendingCommands(out, this::stages);
  }

  int run(CommandLine line) {
    return switch (line.command()) {
      case RUN -> deliver.run(line.options(RunOptions.class, defaultRunner));
      case LAND -> deliver.land(line.options(SourceOptions.class, defaultRunner));
      case TRUST -> deliver.trust(line.options(RunOptions.class, defaultRunner));
      case REPLAY -> deliver.replay(line.options(ReplayOptions.class, defaultRunner));
      case REFINE -> refine(line.options(QuestionOptions.class, defaultRunner));
      case ANSWERS -> answers(line.options(QuestionOptions.class, defaultRunner));
      case QUERY -> lake.query(line.options(QueryOptions.class, defaultRunner));
      case QUALITY ->
          new QualityCommand(out).run(line.options(QualityOptions.class, defaultRunner));
      case PROFILE ->
          new ProfileCommand(out, err, this::stages)
              .run(line.options(ProfileOptions.class, defaultRunner));
      case MIGRATE -> lake.migrate(line.options(LakeOptions.class, defaultRunner));
      case STATUS -> lake.status(line.options(LakeOptions.class, defaultRunner));
      case HISTORY -> lake.history(line.options(TableOptions.class, defaultRunner));
      case OPTIMIZE -> tend.optimize(line.options(TableOptions.class, defaultRunner));
      case VACUUM -> tend.vacuum(line.options(VacuumOptions.class, defaultRunner));
      case EMR_STEP ->
          new EmrCommand(out).step(line.options(EmrOptions.class, defaultRunner), line.given());
      case REBUILD -> tend.rebuild(line.options(LakeOptions.class, defaultRunner));
    };
  }

  private int refine(QuestionOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    String run = RunId.unique("refine");
    Stages stages = stages(options);
    Questions questions = questions(options, lake.zone());
    print(
        options,
        RunLease.during(
            lake, () -> new RunJob(lake, stages, run, null, NO_RULES).refine(questions)));
    lake.clear(run);
    return 0;
  }

  private int answers(QuestionOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    String run = RunId.unique("answers");
    List<Answer> answers =
        new RunJob(lake, stages(options), run, null, NO_RULES)
            .answersOnly(questions(options, lake.zone()));
    lake.clear(run);
    out.print(isJson(options) ? Printer.json(answers) + "\n" : Printer.text(answers));
    return 0;
  }

  private Stages stages(LakeOptions options) {
    setup.prepare(options);
    return new Stages(options, new ProgressPrinter(err, Boolean.getBoolean("bookreel.terminal")));
  }

  private void print(LakeOptions options, RunSummary summary) {
    out.print(isJson(options) ? Printer.json(summary) + "\n" : Printer.text(summary));
  }
}
