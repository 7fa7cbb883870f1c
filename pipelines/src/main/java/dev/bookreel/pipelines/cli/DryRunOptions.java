package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Description;

/** Whether a command only says what it would do. */
public interface DryRunOptions extends LakeOptions {
  @Description("Only say what would happen. If not given: true for vacuum, false for run.")
  Boolean getDryRun();

  void setDryRun(Boolean dryRun);
}
