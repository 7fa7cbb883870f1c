package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Description;

/** Options of what concerns one table, or all of them. */
public interface TableOptions extends LakeOptions {
  @Description("The table, such as trusted/authors; all tables if not given.")
  String getTable();

  void setTable(String table);
}
