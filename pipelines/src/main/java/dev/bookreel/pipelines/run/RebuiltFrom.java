package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.table.Table;
import java.util.Map;
import java.util.TreeMap;

/** The trusted versions that a rebuild has committed, for the refined tables to tell. */
public final class RebuiltFrom {
  private final Map<String, Long> versions = new TreeMap<>();

  /** Notes the version that a table was rebuilt as. */
  public void add(Table table, long version) {
    if (Datasets.all().stream().map(Dataset::table).anyMatch(table::equals)) {
      versions.put(table.name(), version);
    }
  }

  /** The commit of a refined table, telling what it was made from. */
  public Commit tell(Commit commit) {
    return new BuiltFrom(versions).tell(commit);
  }
}
