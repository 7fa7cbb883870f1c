package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Description;

/** What was delivered, and for when. */
public interface SourceOptions extends LakeOptions {
  @Description(
      "Folder, or s3://bucket/prefix, with movies.csv, users.csv and streams.csv, or some of them.")
  String getInternal();

  void setInternal(String internal);

  @Description(
      "Folder, or s3://bucket/prefix, with authors.json, books.json and reviews.json, or some of them.")
  String getVendor();

  void setVendor(String vendor);

  @Description("Date of the delivery: YYYY-MM-DD.")
  String getDate();

  void setDate(String date);

  @Description(
      "Business zone of a new lake, which decides what a day is; Europe/Madrid if not given.")
  String getZone();

  void setZone(String zone);
}
