package dev.bookreel.pipelines.cli;

import dev.bookreel.delta.storage.StorageOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Where the lake is, and how results are printed. */
public interface LakeOptions extends StorageOptions {
  @Description("The lake: a folder, or s3://bucket/prefix.")
  String getLake();

  void setLake(String lake);

  @Description(
      "How results are printed on standard output: text or json; by query: table, csv or json.")
  @Default.String("text")
  String getOutput();

  void setOutput(String output);

  @Description("Print the stack trace of an error, and how many requests went to S3.")
  boolean getVerbose();

  void setVerbose(boolean verbose);
}
