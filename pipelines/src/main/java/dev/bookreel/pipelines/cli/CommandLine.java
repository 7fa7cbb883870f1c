package dev.bookreel.pipelines.cli;

import dev.bookreel.delta.storage.S3;
import dev.bookreel.delta.storage.StorageOptions;
import dev.bookreel.pipelines.UserError;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Understands {@code COMMAND --name=value …}, and explains itself. */
final class CommandLine {
  private static final String RUNNER = "runner";
  private static final int MOST_EDITS = 3;
  private final Command command;
  private final String[] arguments;

  private CommandLine(Command command, String[] arguments) {
    this.command = command;
    this.arguments = arguments;
  }

  /**
   * Takes the command from the first argument.
   *
   * @throws UserError when there is no such command
   */
  static CommandLine parse(String[] arguments) {
    String word = arguments[0];
    for (Command command : Command.values()) {
      if (command.word().equals(word)) {
        return new CommandLine(
            command,
            Arrays.stream(arguments).skip(1).map(CommandLine::camelCase).toArray(String[]::new));
      }
    }
    List<String> words = Arrays.stream(Command.values()).map(Command::word).toList();
    throw UserError.usage(
        "unknown command \"" + word + "\"", nearest(word, words), "See bookreel --help");
  }

  /** Options may be written as other programs write them: --as-of is --asOf. */
  private static String camelCase(String argument) {
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
          "Correct --s3-endpoint= or AWS_ENDPOINT_URL_S3");
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
      if (e.getMessage() != null && e.getMessage().contains("'" + name + "'")) {
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

  /** What the program can do. */
  static String help() {
    StringBuilder help = new StringBuilder();
    help.append("Bookreel: what books have to do with what is watched.\n\n");
    help.append("  bookreel COMMAND --name=value …\n\nCommands:\n");
    for (Command command : Command.values()) {
      help.append(String.format("  %-9s %s%n", command.word(), command.summary()));
    }
    help.append("\nbookreel COMMAND --help tells more. Exit codes: 0 done, 1 failed, 2 not ");
    help.append("understood, 3 data refused.\n");
    return help.toString();
  }

  /** What one command can do. */
  static String help(Command command) {
    StringBuilder help = new StringBuilder();
    help.append("bookreel ").append(command.word()).append(": ").append(command.summary());
    help.append("\n\nOptions:\n");
    describe(command.options())
        .forEach((name, text) -> help.append(String.format("  --%-14s %s%n", name + "=", text)));
    help.append(
        String.format(
            "  --%-14s %s%n", "runner=", "SparkRunner (embedded, default) or DirectRunner."));
    help.append("\nExamples:\n");
    command.examples().forEach(example -> help.append("  ").append(example).append('\n'));
    return help.toString();
  }

  private static Map<String, String> describe(Class<?> options) {
    Map<String, String> descriptions = new TreeMap<>();
    for (Method method : options.getMethods()) {
      Description description = method.getAnnotation(Description.class);
      if (description != null
          && StorageOptions.class.isAssignableFrom(method.getDeclaringClass())) {
        descriptions.put(dashed(optionName(method)), description.value() + otherwise(method));
      }
    }
    return descriptions;
  }

  private static String otherwise(Method method) {
    Default.String text = method.getAnnotation(Default.String.class);
    Default.Boolean flag = method.getAnnotation(Default.Boolean.class);
    if (text == null && flag == null) {
      return "";
    }
    return " Default: " + (text == null ? String.valueOf(flag.value()) : text.value()) + ".";
  }

  private static List<String> optionNames(Class<?> options) {
    List<String> names = new ArrayList<>(describe(options).keySet());
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
