package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Description;

/** By which rules deliveries are checked. */
public interface RuleOptions extends LakeOptions {
  @Description("Folder of rules, a file such as movies.dqdl a dataset; the program's if not given.")
  String getRules();

  void setRules(String rules);
}
