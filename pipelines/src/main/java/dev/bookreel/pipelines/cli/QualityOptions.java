package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Description;

/** Options of {@code quality}. */
public interface QualityOptions extends LakeOptions {
  @Description("Id of the run to report on; the last one if not given.")
  String getRun();

  void setRun(String run);

  @Description("File to write the report to as a page for a browser.")
  String getHtml();

  void setHtml(String html);

  @Description("File to write the report to as JUnit XML.")
  String getJunit();

  void setJunit(String junit);
}
