package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** File of the table → chunks of fingerprints by shard. */
final class FingerprintTable extends DoFn<Integer, KV<Long, byte[]>> {
  private static final long serialVersionUID = 1L;
  private final Dump dump;
  private final TableSource table;
  private final List<TableFile> files;
  private final int shards;
  private final int date;

  FingerprintTable(Dump dump, TableSource table, List<TableFile> files, int shards, int date) {
    this.dump = dump;
    this.table = table;
    this.files = files;
    this.shards = shards;
    this.date = date;
  }

  @ProcessElement
  public void process(@Element Integer number, OutputReceiver<KV<Long, byte[]>> out) {
    ScatterVersions scatter =
        new ScatterVersions(
            dump, number, shards, date, (key, bytes) -> out.output(KV.of(key, bytes)));
    try (RowReader row = table.open(files.get(number), scatter.columns())) {
      scatter.scatter(row);
    }
  }
}
