package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** File of {@code trusted/reviews} → the links that its reviews make up, packed by shard. */
final class ReadLinks extends DoFn<TableFile, KV<Integer, byte[]>> {
  private static final long serialVersionUID = 1L;
  private static final List<String> COLUMNS =
      List.of("movie_key", "movie_title", "book_key", "book_name", "rate");

  private final TableSource reviews;
  private final int shards;

  ReadLinks(TableSource reviews, int shards) {
    this.reviews = reviews;
    this.shards = shards;
  }

  @ProcessElement
  public void process(@Element TableFile file, OutputReceiver<KV<Integer, byte[]>> out) {
    LinkSums links = new LinkSums();
    ColumnTexts movieKeys = new ColumnTexts(0, links);
    ColumnTexts movieTitles = new ColumnTexts(1, links);
    ColumnTexts bookKeys = new ColumnTexts(2, links);
    ColumnTexts bookNames = new ColumnTexts(3, links);
    LatestVersions.read(
        reviews,
        file,
        COLUMNS,
        row ->
            links.add(
                movieKeys.number(row),
                movieTitles.number(row),
                bookKeys.number(row),
                bookNames.number(row),
                row.isNull(4) ? null : row.getInt(4)));
    links.pack(shards, (shard, packed) -> out.output(KV.of(shard, packed)));
  }
}
