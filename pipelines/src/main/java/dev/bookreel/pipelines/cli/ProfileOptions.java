package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Description;

/** Options of {@code profile}. */
public interface ProfileOptions extends TableOptions {
  @Description("Folder to write proposed rules to, a file a dataset; none is written over.")
  String getRules();

  void setRules(String rules);
}
