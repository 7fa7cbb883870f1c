package dev.bookreel.pipelines.cli;

import dev.bookreel.delta.storage.StorageOptions;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What people are told of the commands when they ask. */
final class CommandHelp {
  private CommandHelp() {}

  /** What the program can do. */
  static String ofAll() {
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
  static String of(Command command) {
    StringBuilder help = new StringBuilder();
    help.append("bookreel ").append(command.word()).append(": ").append(command.summary());
    help.append("\n\nOptions:\n");
    describe(command.options())
        .forEach((name, text) -> help.append(String.format("  --%-16s %s%n", name + "=", text)));
    help.append(
        String.format(
            "  --%-16s %s%n", "runner=", "SparkRunner (embedded, default) or DirectRunner."));
    help.append("\nExamples:\n");
    command.examples().forEach(example -> help.append("  ").append(example).append('\n'));
    return help.toString();
  }

  /** The options by the names that people write, with what is told of them. */
  static Map<String, String> describe(Class<?> options) {
    Map<String, String> descriptions = new TreeMap<>();
    for (Method method : options.getMethods()) {
      Description description = method.getAnnotation(Description.class);
      if (description != null
          && StorageOptions.class.isAssignableFrom(method.getDeclaringClass())) {
        descriptions.put(
            CommandLine.dashed(CommandLine.optionName(method)),
            description.value() + otherwise(method));
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
}
