package dev.bookreel.pipelines.cli;

import java.util.List;
import org.apache.beam.sdk.options.Description;

/** Options of the main job. */
public interface RunOptions extends SourceOptions, QuestionOptions, RuleOptions, DryRunOptions {
  @Description("Let pass for this run what would be refused: shrink, or names of rules.")
  List<String> getAccept();

  void setAccept(List<String> accept);

  @Description("Let a dump replace another one that was published for the same date.")
  boolean getRedeliver();

  void setRedeliver(boolean redeliver);
}
