package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Description;

/** Options of {@code replay}. */
public interface ReplayOptions extends RuleOptions, QuestionOptions {
  @Description("Date of the deliveries whose quarantined records are checked again: YYYY-MM-DD.")
  String getDate();

  void setDate(String date);
}
