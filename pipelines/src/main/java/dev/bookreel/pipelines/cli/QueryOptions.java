package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Description;

/** Options of query. */
public interface QueryOptions extends LakeOptions {
  @Description("One SELECT over the tables of the schemas trusted and refined, and quarantine.")
  String getSql();

  void setSql(String sql);

  @Description("Ask the tables as the runs for this date or before left them: YYYY-MM-DD.")
  String getAsOf();

  void setAsOf(String asOf);
}
