package dev.bookreel.pipelines.run;

import dev.bookreel.delta.DeltaException;
import dev.bookreel.pipelines.UserError;
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
  private static final double NANOS_A_SECOND = 1e9;
  private final PipelineOptions options;
  private final Progress progress;

  /**
   * Creates the stages of one job.
   *
   * @param options name the runner
   * @param progress is told what is going on
   */
  public Stages(PipelineOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Says what is going on outside of pipelines. */
  public void say(String what) {
    progress.say(what);
  }

  /**
   * Builds a pipeline and runs it to its end.
   *
   * @param total how many records it will read; 0 when that is not known
   * @throws UserError when it fails, with exit code 1
   */
  public void run(String name, long total, Consumer<Pipeline> build) {
    progress.say(name);
    Pipeline pipeline = Pipeline.create(options);
    build.accept(pipeline);
    long begin = System.nanoTime();
    try {
      PipelineResult result = pipeline.run();
      PipelineResult.State state = result.waitUntilFinish(TICK);
      while (state == null || !state.isTerminal()) {
        progress.update(name, records(result), total, seconds(begin));
        state = result.waitUntilFinish(TICK);
      }
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the pipeline ended as " + state);
      }
      progress.done(name, records(result), seconds(begin));
    } catch (RuntimeException e) {
      progress.failed();
      throw explained("the stage \"" + name + "\" failed", e);
    }
  }

  /**
   * By what a table says of it, or else by the deepest cause: runners wrap what a worker throws.
   */
  private static UserError explained(String problem, RuntimeException e) {
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof DeltaException table) {
        return UserError.failure(
            problem, table.problem() + ": " + table.reason(), table.wayOut(), e);
      }
      if (cause instanceof OutOfMemoryError) {
        return UserError.failure(
            problem,
            "there was not enough memory: " + cause.getMessage(),
            "Nothing of it was published; give it more, such as BOOKREEL_HEAP=2g in the environment,"
                + " and run the same command again",
            e);
      }
      root = cause;
    }
    return UserError.failure(
        problem,
        String.valueOf(root.getMessage() == null ? root : root.getMessage()).strip(),
        "Nothing of it was published; mend the cause and run the same command again",
        e);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / NANOS_A_SECOND;
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
