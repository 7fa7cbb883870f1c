package dev.bookreel.runners;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.cli.RunnerSetup;
import java.util.Arrays;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.runners.spark.coders.SparkRunnerKryoRegistrator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;

/**
 * The Direct runner, and Spark: within this process, or the cluster that {@code spark-submit}
 * names.
 *
 * <p>A command runs several pipelines: they share one Spark context, since starting one takes
 * seconds.
 */
final class EmbeddedRunners implements RunnerSetup {
  private static final String TOO_LITTLE_MEMORY = "INVALID_DRIVER_MEMORY";
  private final boolean namesMaster;
  private JavaSparkContext context;

  /**
   * Prepares nothing yet.
   *
   * @param arguments of the command line, which tell whether somebody named a master
   */
  EmbeddedRunners(String... arguments) {
    namesMaster = Arrays.stream(arguments).anyMatch(one -> one.startsWith("--sparkMaster"));
  }

  @Override
  public void prepare(PipelineOptions options) {
    options.setJobName("bookreel");
    if (options.getRunner() != SparkRunner.class) {
      return;
    }
    // Beam would take four threads, however many cores there are: fewer do not use all, and more
    // get in each other's way, each with a shard of its own in memory.
    String master =
        namesMaster ? options.as(SparkPipelineOptions.class).getSparkMaster() : "local[*]";
    SparkConf configuration =
        new SparkConf()
            .setAppName("bookreel")
            .setIfMissing("spark.master", master)
            .setIfMissing("spark.ui.enabled", "false")
            // A second copy of a task would write files that nobody asked for.
            .set("spark.speculation", "false")
            .set("spark.serializer", KryoSerializer.class.getCanonicalName())
            .set("spark.kryo.registrator", SparkRunnerKryoRegistrator.class.getName());
    if (master(configuration).startsWith("local")) {
      configuration
          .set("spark.driver.host", "localhost")
          .set("spark.driver.bindAddress", "127.0.0.1")
          // What is grouped is needed once, and Spark keeps it in memory while there is room,
          // asking after sixteen shards whether there is. So: little room, and asking after each.
          .setIfMissing("spark.memory.fraction", "0.1")
          .setIfMissing("spark.storage.unrollMemoryCheckPeriod", "1")
          // Chunks are packed already, and do not leave the machine.
          .set("spark.shuffle.compress", "false")
          .set("spark.shuffle.spill.compress", "false");
    }
    context = start(configuration);
    SparkContextOptions shared = options.as(SparkContextOptions.class);
    shared.setUsesProvidedSparkContext(true);
    shared.setProvidedSparkContext(context);
  }

  private static JavaSparkContext start(SparkConf configuration) {
    JavaSparkContext started;
    try {
      started = new JavaSparkContext(configuration);
    } catch (Exception e) { // Scala does not declare what it throws.
      if (e instanceof SparkThrowable known && TOO_LITTLE_MEMORY.equals(known.getErrorClass())) {
        throw UserError.usage(
            "Spark cannot start",
            "Java was given less memory than that takes",
            "Give it 760 MB: BOOKREEL_HEAP=760m in the environment, -Xmx760m where Java's options"
                + " are given, --driver-memory=760m for spark-submit; or use --runner=DirectRunner");
      }
      throw cannotStart(configuration, String.valueOf(e.getMessage()), e);
    }
    // Until a master has taken it, an application has a name that Spark made up.
    if (master(configuration).startsWith("spark://")
        && !started.sc().applicationId().startsWith("app-")) {
      started.stop();
      throw cannotStart(configuration, "its master does not answer", null);
    }
    return started;
  }

  private static String master(SparkConf configuration) {
    return configuration.get("spark.master");
  }

  private static UserError cannotStart(SparkConf configuration, String cause, Exception e) {
    return UserError.failure(
        "Spark cannot start at " + master(configuration),
        cause,
        "Start the cluster, or correct --master of spark-submit",
        e);
  }

  @Override
  public void close() {
    if (context != null) {
      context.stop();
    }
  }
}
