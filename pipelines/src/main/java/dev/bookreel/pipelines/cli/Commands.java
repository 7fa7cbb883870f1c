package dev.bookreel.pipelines.cli;

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
import dev.bookreel.transforms.answer.Answer;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import dev.bookreel.transforms.quality.RuleDay;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Carries out the commands. */
final class Commands {
  private static final RuleBook NO_RULES = RuleBook.recorded(Map.of());
  private static final String SAMPLE_DATE = "2021-12-31";
  private static final String DEFAULT_ZONE = "Europe/Madrid";
  private static final String SHRINK = "shrink";
  private final PrintStream out;
  private final PrintStream err;
  private final Failures failures;
  private final RunnerSetup setup;
  private final String defaultRunner;
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
    this.failures = failures;
    this.setup = setup;
    this.defaultRunner = defaultRunner;
    this.lake = new LakeCommands(out);
    this.tend = new TendingCommands(out, this::stages);
  }

  int run(CommandLine line) {
    return switch (line.command()) {
      case RUN -> run(line.options(RunOptions.class, defaultRunner));
      case LAND -> land(line.options(SourceOptions.class, defaultRunner));
      case TRUST -> trust(line.options(RunOptions.class, defaultRunner));
      case REPLAY -> replay(line.options(ReplayOptions.class, defaultRunner));
      case REFINE -> refine(line.options(QuestionOptions.class, defaultRunner));
      case ANSWERS -> answers(line.options(QuestionOptions.class, defaultRunner));
      case QUERY -> lake.query(line.options(QueryOptions.class, defaultRunner));
      case QUALITY ->
          new QualityCommand(out).run(line.options(QualityOptions.class, defaultRunner));
      case MIGRATE -> lake.migrate(line.options(LakeOptions.class, defaultRunner));
      case STATUS -> lake.status(line.options(LakeOptions.class, defaultRunner));
      case HISTORY -> lake.history(line.options(TableOptions.class, defaultRunner));
      case OPTIMIZE -> tend.optimize(line.options(TableOptions.class, defaultRunner));
      case VACUUM -> tend.vacuum(line.options(VacuumOptions.class, defaultRunner));
      case REBUILD -> tend.rebuild(line.options(LakeOptions.class, defaultRunner));
    };
  }

  private int run(RunOptions options) {
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
    LocalDate date = date(options);
    List<SourceFolder> folders = folders(options);
    Lake lake = lake(options);
    Questions questions = questions(options, lake.zone());
    Overrides overrides = overrides(options);
    RuleBook rules = rules(options).requireRight(new RuleDay(date, lake.zone()));
    List<UserError> refusals = new ArrayList<>();
    Map<Dataset, Delivery> deliveries = land(lake, date, folders, refusals);
    if (deliveries.isEmpty()) {
      return failures.end(refusals);
    }
    return publish(options, lake, date, deliveries, questions, refusals, overrides, rules);
  }

  private int land(SourceOptions options) {
    LocalDate date = date(options);
    List<SourceFolder> folders = folders(options);
    Lake lake = lake(options);
    List<UserError> refusals = new ArrayList<>();
    Map<Dataset, Delivery> landed = land(lake, date, folders, refusals);
    out.print(
        isJson(options)
            ? LandingPrinter.json(lake, date, landed, refusals) + "\n"
            : LandingPrinter.text(lake, date, landed));
    return failures.tell(refusals);
  }

  private int trust(RunOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    LocalDate date = date(options);
    Map<Dataset, Delivery> deliveries = Landing.landed(lake, date);
    if (deliveries.isEmpty()) {
      throw UserError.usage(
          "nothing to trust",
          "nothing was landed for " + date,
          "Land it: bookreel land --lake=… --date=" + date);
    }
    return publish(
        options,
        lake,
        date,
        deliveries,
        questions(options, lake.zone()),
        new ArrayList<>(),
        overrides(options),
        rules(options).requireRight(new RuleDay(date, lake.zone())));
  }

  private int publish(
      RunOptions options,
      Lake lake,
      LocalDate date,
      Map<Dataset, Delivery> deliveries,
      Questions questions,
      List<UserError> refusedAtLanding,
      Overrides overrides,
      RuleBook rules) {
    boolean isDry = Boolean.TRUE.equals(options.getDryRun());
    String run = RunId.of(date, deliveries.values());
    failures.named(run);
    Stages stages = stages(options);
    RunRecord record = RunRecord.begin(lake, run, date);
    RunSummary done;
    try {
      done =
          RunLease.during(
              lake,
              () -> {
                RunJob job = new RunJob(lake, stages, run, date, rules);
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

  private int replay(ReplayOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    LocalDate date =
        understood("date", required(options.getDate(), "date"), "2021-12-31", LocalDate::parse);
    failures.dated(date);
    RuleBook rules = rules(options).requireRight(new RuleDay(date, lake.zone()));
    ReplayQuarantine replay = new ReplayQuarantine(lake, stages(options), date, rules);
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

  private Map<Dataset, Delivery> land(
      Lake lake, LocalDate date, List<SourceFolder> folders, List<UserError> refusals) {
    Map<Dataset, Delivery> deliveries = new LinkedHashMap<>();
    for (SourceFolder folder : folders) {
      err.println("landing " + folder.folder());
      folder.ignored().forEach(name -> err.println("  ignored: " + name));
      try {
        deliveries.putAll(new Landing(lake, date).land(folder));
      } catch (UserError e) {
        if (e.exitCode() != UserError.REFUSED) {
          throw e;
        }
        refusals.add(e);
      }
    }
    return deliveries;
  }

  private Stages stages(LakeOptions options) {
    setup.prepare(options);
    return new Stages(options, new ProgressPrinter(err, Boolean.getBoolean("bookreel.terminal")));
  }

  private void print(LakeOptions options, RunSummary summary) {
    out.print(isJson(options) ? Printer.json(summary) + "\n" : Printer.text(summary));
  }

  static boolean isJson(LakeOptions options) {
    return options.getOutput().equals("json");
  }

  private static List<SourceFolder> folders(SourceOptions options) {
    List<SourceFolder> folders = new ArrayList<>();
    if (options.getInternal() != null) {
      folders.add(SourceFolder.of(Source.INTERNAL, options.getInternal()));
    }
    if (options.getVendor() != null) {
      folders.add(SourceFolder.of(Source.VENDOR, options.getVendor()));
    }
    if (folders.isEmpty()) {
      throw UserError.usage(
          "nothing was delivered", "no source is named", "Give --internal= or --vendor=");
    }
    return folders;
  }

  private static Lake lake(SourceOptions options) {
    String location = required(options.getLake(), "lake");
    ZoneId zone =
        options.getZone() == null
            ? zoneOf(options)
            : understood("zone", options.getZone(), "Europe/Madrid", ZoneId::of);
    return Lake.openOrCreate(location, zone);
  }

  /** The zone of a lake that is there, else the default. */
  static ZoneId zoneOf(LakeOptions options) {
    Path marker = Path.of(options.getLake()).resolve("bookreel.json");
    return Files.exists(marker) ? Lake.open(options.getLake()).zone() : ZoneId.of(DEFAULT_ZONE);
  }

  private static Questions questions(QuestionOptions options, ZoneId zone) {
    return Questions.about(
        understood("month", options.getMonth(), "2021-12", YearMonth::parse),
        options.getFilm(),
        understood(
            "window-start", options.getWindowStart(), "2021-12-25T07:00", LocalDateTime::parse),
        understood("window-end", options.getWindowEnd(), "2021-12-25T12:00", LocalDateTime::parse),
        zone);
  }

  private LocalDate date(SourceOptions options) {
    LocalDate date =
        understood("date", required(options.getDate(), "date"), "2021-12-31", LocalDate::parse);
    failures.dated(date);
    return date;
  }

  private static RuleBook rules(RuleOptions options) {
    return options.getRules() == null
        ? RuleBook.shipped()
        : RuleBook.in(Path.of(options.getRules()));
  }

  private static Overrides overrides(RunOptions options) {
    List<String> rules =
        new ArrayList<>(options.getAccept() == null ? List.of() : options.getAccept());
    boolean shrink = rules.removeAll(List.of(SHRINK));
    for (String rule : rules) {
      if (Datasets.all().stream().noneMatch(dataset -> rule.startsWith(dataset.name() + "."))) {
        throw UserError.usage(
            "cannot understand --accept=" + rule,
            "it is neither shrink nor the name of a rule, such as movies.title.IsComplete",
            "Write what the refusal names");
      }
    }
    return new Overrides(shrink, options.getRedeliver(), rules, false);
  }

  static <T> T understood(String name, String value, String example, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (DateTimeException e) {
      throw UserError.usage(
          "cannot understand --" + name + "=" + value,
          String.valueOf(e.getMessage()),
          "Write it like --" + name + "=" + example);
    }
  }

  static String required(String value, String name) {
    if (value == null || value.isBlank()) {
      throw UserError.usage(
          "--" + name + " is missing", "the command needs it", "Give --" + name + "=…");
    }
    return value;
  }
}
