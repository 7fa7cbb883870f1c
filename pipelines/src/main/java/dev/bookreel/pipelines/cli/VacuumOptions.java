package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Options of vacuum. */
public interface VacuumOptions extends TableOptions, DryRunOptions {
  @Description("How far back versions stay readable: 7d, 36h or 90m.")
  @Default.String("7d")
  String getRetain();

  void setRetain(String retain);
}
