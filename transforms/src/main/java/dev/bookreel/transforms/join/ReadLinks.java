package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** File of {@code trusted/reviews} → batches of the links that its reviews make up, by shard. */
final class ReadLinks extends DoFn<TableFile, KV<Integer, List<Link>>> {
  private static final long serialVersionUID = 1L;
  private static final List<String> COLUMNS =
      List.of("movie_key", "movie_title", "book_key", "book_name", "rate");
  private static final int BATCH = 1000;

  private final TableSource reviews;
  private final int shards;

  ReadLinks(TableSource reviews, int shards) {
    this.reviews = reviews;
    this.shards = shards;
  }

  @ProcessElement
  public void process(@Element TableFile file, OutputReceiver<KV<Integer, List<Link>>> out) {
    Map<Link.Key, Link> links = new HashMap<>();
    LatestVersions.read(
        reviews,
        file,
        COLUMNS,
        row -> {
          Link link = link(row);
          links.merge(link.key(), link, Link::plus);
        });
    Map<Integer, List<Link>> batches = new HashMap<>();
    for (Link link : links.values()) {
      int shard = Math.floorMod(link.key().hashCode(), shards);
      List<Link> batch = batches.computeIfAbsent(shard, unused -> new ArrayList<>());
      batch.add(link);
      if (batch.size() == BATCH) {
        out.output(KV.of(shard, batches.remove(shard)));
      }
    }
    batches.forEach((shard, batch) -> out.output(KV.of(shard, batch)));
  }

  private static Link link(RowReader row) {
    return Link.of(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.isNull(4) ? null : row.getInt(4));
  }
}
