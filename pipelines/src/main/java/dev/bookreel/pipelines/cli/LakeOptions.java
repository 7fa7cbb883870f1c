package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where the lake is, and how results are printed. */
public interface LakeOptions extends PipelineOptions {
  @Description("The lake: a folder.")
  String getLake();

  void setLake(String lake);

  @Description(
      "How results are printed on standard output: text or json; by query: table, csv or json.")
  @Default.String("text")
  String getOutput();

  void setOutput(String output);

  @Description("Print the stack trace of an error.")
  boolean getVerbose();

  void setVerbose(boolean verbose);
}
