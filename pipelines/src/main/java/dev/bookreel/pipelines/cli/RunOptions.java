package dev.bookreel.pipelines.cli;

import java.util.List;
import org.apache.beam.sdk.options.Description;

/** Options of the main job. */
public interface RunOptions extends SourceOptions, QuestionOptions {
  @Description("Let pass for this run what would be refused: shrink, or names of rules.")
  List<String> getAccept();

  void setAccept(List<String> accept);

  @Description("Folder of rules, a file such as movies.dqdl a dataset; the program's if not given.")
  String getRules();

  void setRules(String rules);

  @Description("Do everything but publish, and say what would happen.")
  boolean getDryRun();

  void setDryRun(boolean dryRun);

  @Description("Let a dump replace another one that was published for the same date.")
  boolean getRedeliver();

  void setRedeliver(boolean redeliver);
}
