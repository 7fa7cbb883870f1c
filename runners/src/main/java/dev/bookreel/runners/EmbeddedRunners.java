package dev.bookreel.runners;

import dev.bookreel.pipelines.cli.RunnerSetup;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.runners.spark.coders.SparkRunnerKryoRegistrator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.spark.SparkConf;
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
  private JavaSparkContext context;

  @Override
  public void prepare(PipelineOptions options) {
    options.setJobName("bookreel");
    if (options.getRunner() != SparkRunner.class) {
      return;
    }
    String master = options.as(SparkPipelineOptions.class).getSparkMaster();
    SparkConf configuration =
        new SparkConf()
            .setAppName("bookreel")
            .setIfMissing("spark.master", master)
            .setIfMissing("spark.ui.enabled", "false")
            // A second copy of a task would write files that nobody asked for.
            .set("spark.speculation", "false")
            .set("spark.serializer", KryoSerializer.class.getCanonicalName())
            .set("spark.kryo.registrator", SparkRunnerKryoRegistrator.class.getName());
    if (configuration.get("spark.master").startsWith("local")) {
      configuration
          .set("spark.driver.host", "localhost")
          .set("spark.driver.bindAddress", "127.0.0.1")
          // Chunks are packed already, and do not leave the machine.
          .set("spark.shuffle.compress", "false")
          .set("spark.shuffle.spill.compress", "false");
    }
    context = new JavaSparkContext(configuration);
    SparkContextOptions shared = options.as(SparkContextOptions.class);
    shared.setUsesProvidedSparkContext(true);
    shared.setProvidedSparkContext(context);
  }

  @Override
  public void close() {
    if (context != null) {
      context.stop();
    }
  }
}
