package dev.bookreel.pipelines.cli;

import dev.bookreel.pipelines.UserError;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.options.Description;

/** Checks how options are written, where Beam's own messages speak to programmers. */
final class OptionSyntax {
  /** Of the command's own options, by their names as Beam spells them. */
  private final Map<String, Class<?>> types = new TreeMap<>();

  OptionSyntax(Class<?> options) {
    for (Method method : options.getMethods()) {
      if (method.isAnnotationPresent(Description.class)) {
        types.put(CommandLine.optionName(method), method.getReturnType());
      }
    }
  }

  /**
   * Checks arguments of the form {@code --name=value} or {@code --name}.
   *
   * @throws UserError when an option that takes one value is given twice or without any, or one
   *     that is true or false is neither
   */
  void require(List<String> arguments) {
    Set<String> names = new HashSet<>();
    for (String argument : arguments) {
      String[] option = argument.substring(2).split("=", 2);
      Class<?> type = types.get(option[0]);
      String shown = "--" + CommandLine.dashed(option[0]);
      if (!names.add(option[0]) && type != List.class) {
        throw UserError.usage(
            "cannot understand the options", shown + " is given more than once", "Give it once");
      }
      boolean isFlag = type == Boolean.class || type == boolean.class;
      if (type != null && !isFlag && option.length == 1) {
        throw UserError.usage(shown + " has no value", "it needs one", "Write " + shown + "=…");
      }
      if (isFlag && option.length == 2 && !List.of("true", "false").contains(option[1])) {
        throw UserError.usage(
            "cannot understand " + shown + "=" + option[1],
            "it is neither true nor false",
            "Write " + shown + " or " + shown + "=false");
      }
    }
  }
}
