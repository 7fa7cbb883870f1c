package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.PipelineOptions;

/** Prepares options for the runner they name, once before the first pipeline of a command. */
public interface RunnerSetup extends AutoCloseable {
  /** Changes the options so that pipelines run well on their runner. */
  void prepare(PipelineOptions options);

  /** Stops what was started. */
  @Override
  void close();
}
