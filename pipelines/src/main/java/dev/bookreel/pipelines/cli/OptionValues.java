package dev.bookreel.pipelines.cli;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.SourceFolder;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.pipelines.run.Overrides;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Understands the values of options. */
final class OptionValues {
  private static final String DEFAULT_ZONE = "Europe/Madrid";
  private static final String SHRINK = "shrink";

  private OptionValues() {}

  static boolean isJson(LakeOptions options) {
    return options.getOutput().equals("json");
  }

  static List<SourceFolder> folders(SourceOptions options) {
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

  static Lake lake(SourceOptions options) {
    String location = required(options.getLake(), "lake");
    ZoneId zone =
        options.getZone() == null
            ? zoneOf(options)
            : understood("zone", options.getZone(), "Europe/Madrid", ZoneId::of);
    return Lake.openOrCreate(location, zone);
  }

  /** The zone of a lake that is there, else the default. */
  static ZoneId zoneOf(LakeOptions options) {
    return Lake.zoneAt(options.getLake()).orElse(ZoneId.of(DEFAULT_ZONE));
  }

  static Questions questions(QuestionOptions options, ZoneId zone) {
    LocalDateTime start =
        understood(
            "window-start", options.getWindowStart(), "2021-12-25T07:00", LocalDateTime::parse);
    LocalDateTime end =
        understood("window-end", options.getWindowEnd(), "2021-12-25T12:00", LocalDateTime::parse);
    if (!start.isBefore(end)) {
      throw UserError.usage(
          "the window is empty",
          "it ends at " + end + " and begins at " + start,
          "Give a --window-end= after --window-start=");
    }
    return Questions.about(
        understood("month", options.getMonth(), "2021-12", YearMonth::parse),
        required(options.getFilm(), "film"),
        start,
        end,
        zone);
  }

  static LocalDate date(String given) {
    return understood("date", required(given, "date"), "2021-12-31", OptionValues::day);
  }

  /**
   * ISO 8601 without its years beyond four digits: one by mistake would make all later dumps old.
   */
  private static LocalDate day(String text) {
    if (!text.matches("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")) {
      throw new DateTimeException("not a day");
    }
    return LocalDate.parse(text);
  }

  static RuleBook rules(RuleOptions options) {
    return options.getRules() == null
        ? RuleBook.shipped()
        : RuleBook.in(rulesFolder(options.getRules()));
  }

  private static StoragePath rulesFolder(String location) {
    try {
      return StoragePath.of(location);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          "cannot read the rules in " + location, e.getMessage(), "Give --rules=DIR");
    }
  }

  static Overrides overrides(RunOptions options) {
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
          "there is no such " + (name.startsWith("window") ? "time" : name),
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
