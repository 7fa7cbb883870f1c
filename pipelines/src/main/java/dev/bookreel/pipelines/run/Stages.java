package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;

/** Runs the stages of a job, each a pipeline, one after another on the chosen runner. */
public final class Stages {
  private static final Duration TICK = Duration.millis(500);
  private static final double MILLIS_A_SECOND = 1000;
  private final PipelineOptions options;
  private final Consumer<String> progress;

  /**
   * Creates the stages of one job.
   *
   * @param options name the runner
   * @param progress is told what is going on, in words
   */
  public Stages(PipelineOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Says what is going on outside of pipelines. */
  public void say(String what) {
    progress.accept(what);
  }

  /**
   * Builds a pipeline and runs it to its end.
   *
   * @throws UserError when it fails, with exit code 1
   */
  public void run(String name, Consumer<Pipeline> build) {
    progress.accept(name);
    Pipeline pipeline = Pipeline.create(options);
    build.accept(pipeline);
    long begin = System.nanoTime();
    try {
      PipelineResult result = pipeline.run();
      long records = 0;
      PipelineResult.State state = result.waitUntilFinish(TICK);
      while (state == null || !state.isTerminal()) {
        long now = records(result);
        if (now > records) {
          records = now;
          progress.accept(name + ": " + rate(records, begin));
        }
        state = result.waitUntilFinish(TICK);
      }
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the pipeline ended as " + state);
      }
      long all = records(result);
      if (all > 0) {
        progress.accept(name + ": " + rate(all, begin));
      }
    } catch (RuntimeException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw UserError.failure(
          "the stage \"" + name + "\" failed",
          String.valueOf(root.getMessage() == null ? root : root.getMessage()).strip(),
          "Nothing of it was published; mend the cause and run the same command again",
          e);
    }
  }

  private static String rate(long records, long begin) {
    double seconds = Math.max(0.001, (System.nanoTime() - begin) / 1e6 / MILLIS_A_SECOND);
    return String.format(
        Locale.ROOT, "%,d records in %.1f s, %,.0f a second", records, seconds, records / seconds);
  }

  private static long records(PipelineResult result) {
    MetricQueryResults metrics =
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named("bookreel", "records"))
                    .build());
    long records = 0;
    for (MetricResult<Long> counter : metrics.getCounters()) {
      records += counter.getAttempted();
    }
    return records;
  }
}
