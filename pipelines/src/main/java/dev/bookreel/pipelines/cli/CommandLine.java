package dev.bookreel.pipelines.cli;

import dev.bookreel.delta.storage.S3;
import dev.bookreel.pipelines.UserError;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Understands {@code COMMAND --name=value …}. */
final class CommandLine {
  private static final String RUNNER = "runner";
  private static final int MOST_EDITS = 3;
  private final Command command;
  private final List<String> given;
  private final String[] arguments;

  private CommandLine(Command command, List<String> given) {
    this.command = command;
    this.given = given;
    this.arguments = given.stream().map(CommandLine::camelCase).toArray(String[]::new);
  }

  /**
   * Takes the command from the first arguments.
   *
   * @throws UserError when there is no such command
   */
  static CommandLine parse(String[] arguments) {
    Command command = commandOf(arguments);
    List<String> words = List.of(command.word().split(" ", -1));
    List<String> all = List.of(arguments);
    if (all.size() < words.size() || !all.subList(0, words.size()).equals(words)) {
      throw UserError.usage(
          "cannot understand \"" + arguments[0] + "\"",
          "the command is \"" + command.word() + "\"",
          "See bookreel " + command.word() + " --help");
    }
    return new CommandLine(command, all.subList(words.size(), all.size()));
  }

  /**
   * The command that begins with the first argument.
   *
   * @throws UserError when there is none
   */
  static Command commandOf(String[] arguments) {
    for (Command command : Command.values()) {
      if ((command.word() + " ").startsWith(arguments[0] + " ")) {
        return command;
      }
    }
    List<String> words = Arrays.stream(Command.values()).map(Command::word).toList();
    throw UserError.usage(
        "unknown command \"" + arguments[0] + "\"",
        nearest(arguments[0], words),
        "See bookreel --help");
  }

  /** Options may be written as other programs write them: --as-of is --asOf. */
  static String camelCase(String argument) {
    int end = argument.indexOf('=') < 0 ? argument.length() : argument.indexOf('=');
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < end; i++) {
      boolean dash = argument.charAt(i) == '-' && i > 2 && i + 1 < end;
      name.append(dash ? Character.toUpperCase(argument.charAt(++i)) : argument.charAt(i));
    }
    return name + argument.substring(end);
  }

  /** As people write it: asOf is as-of. */
  static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  static boolean asksForHelp(String[] arguments) {
    return arguments.length == 0
        || Arrays.stream(arguments).anyMatch(word -> word.equals("--help") || word.equals("help"));
  }

  Command command() {
    return command;
  }

  /** The options as they were written. */
  List<String> given() {
    return given;
  }

  /**
   * The options, checked.
   *
   * @param defaultRunner the runner when none is named
   * @throws UserError when an option or its value is not understood
   */
  <T extends LakeOptions> T options(Class<T> type, String defaultRunner) {
    List<String> known = optionNames(command.options());
    for (String argument : arguments) {
      if (!argument.startsWith("--")) {
        throw UserError.usage(
            "cannot understand \"" + argument + "\"",
            "options are written --name=value",
            "See bookreel " + command.word() + " --help");
      }
    }
    new OptionSyntax(command.options()).require(List.of(arguments));
    String[] all = arguments;
    if (Arrays.stream(arguments).noneMatch(argument -> argument.startsWith("--runner="))) {
      all = Arrays.copyOf(arguments, arguments.length + 1);
      all[arguments.length] = "--runner=" + defaultRunner;
    }
    PipelineOptionsFactory.register(command.options());
    T options;
    try {
      options = PipelineOptionsFactory.fromArgs(all).as(type);
    } catch (IllegalArgumentException e) {
      throw misunderstood(all, known, e);
    }
    try {
      S3.configure(options);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          "cannot use the S3 endpoint " + options.getS3Endpoint(),
          e.getMessage(),
          "Correct --s3-endpoint=");
    }
    List<String> outputs = command.outputs();
    if (!options.getOutput().equals("text") && !outputs.contains(options.getOutput())) {
      throw UserError.usage(
          "cannot understand --output=" + options.getOutput(),
          "there are " + String.join(", ", outputs),
          "Give one of them");
    }
    return options;
  }

  private UserError misunderstood(String[] all, List<String> known, IllegalArgumentException e) {
    for (String argument : all) {
      String name = argument.substring(2).split("=", 2)[0];
      if (name.equals(RUNNER) && String.valueOf(e.getMessage()).contains("runner")) {
        return UserError.usage(
            "unknown runner \"" + argument.substring(argument.indexOf('=') + 1) + "\"",
            "there are DirectRunner and SparkRunner",
            "Give one of them, or leave --runner out");
      }
      if (e.getMessage() != null && e.getMessage().contains("named '" + name + "'")) {
        return UserError.usage(
            "unknown option --" + dashed(name),
            nearest(dashed(name), known),
            "See bookreel " + command.word() + " --help");
      }
    }
    return UserError.usage(
        "cannot understand the options",
        String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip(),
        "See bookreel " + command.word() + " --help");
  }

  private static List<String> optionNames(Class<?> options) {
    List<String> names = new ArrayList<>(CommandHelp.describe(options).keySet());
    names.add(RUNNER);
    return names;
  }

  static String optionName(Method getter) {
    String name = getter.getName().substring("get".length());
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static String nearest(String word, List<String> known) {
    String nearest =
        known.stream()
            .min(Comparator.comparingInt(candidate -> edits(word, candidate)))
            .orElseThrow();
    return edits(word, nearest) <= MOST_EDITS
        ? "did you mean \"" + nearest + "\"?"
        : "there are " + String.join(", ", known);
  }

  /** Levenshtein's distance. */
  private static int edits(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int i = 0; i <= right.length(); i++) {
      above[i] = i;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[right.length()];
  }
}
