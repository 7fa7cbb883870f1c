package dev.bookreel.pipelines.emr;

import dev.bookreel.pipelines.UserError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code spark-submit} is to start on EMR, wherever that is.
 *
 * @param jar the one jar, on S3
 * @param settings of Spark, by name
 * @param arguments the command and its options
 */
public record SparkRun(String jar, Map<String, String> settings, List<String> arguments) {
  /** The main class; pipelines cannot name it otherwise, since runners depends on pipelines. */
  static final String MAIN_CLASS = "dev.bookreel.runners.Launcher";

  /** Keeps the order of what is given. */
  public SparkRun {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads settings as people write them, a later one of the same name in place of an earlier one.
   *
   * @param lines {@code NAME=VALUE}
   * @throws UserError when one is written otherwise, or is not Spark's
   */
  public static Map<String, String> settings(List<String> lines) {
    Map<String, String> settings = new LinkedHashMap<>();
    // A second copy of a task would write files that nobody asked for.
    settings.put("spark.speculation", "false");
    for (String line : lines) {
      if (!line.matches("(?s)spark\\.[^=\\s]+=.+")) {
        throw UserError.usage(
            "cannot understand --conf=" + line,
            "it is not a setting of Spark",
            "Write it like --conf=spark.executor.memory=8g");
      }
      int equals = line.indexOf('=');
      settings.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return settings;
  }

  /** The same with this setting, unless it has one of that name. */
  SparkRun withDefault(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.putIfAbsent(name, value);
    return new SparkRun(jar, more, arguments);
  }
}
