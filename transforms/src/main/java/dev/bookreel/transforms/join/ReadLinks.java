package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** File of {@code trusted/reviews} → the links that its reviews make up, by the book's key. */
final class ReadLinks extends DoFn<TableFile, KV<String, Link>> {
  private static final long serialVersionUID = 1L;
  private static final List<String> COLUMNS =
      List.of("movie_key", "movie_title", "book_key", "book_name", "rate");
  private final TableSource reviews;

  ReadLinks(TableSource reviews) {
    this.reviews = reviews;
  }

  @ProcessElement
  public void process(@Element TableFile file, OutputReceiver<KV<String, Link>> out) {
    Map<Link.Key, Link> links = new HashMap<>();
    LatestVersions.read(reviews, file, COLUMNS, row -> add(links, row));
    links.values().forEach(link -> out.output(KV.of(link.bookKey(), link)));
  }

  private static void add(Map<Link.Key, Link> links, RowReader row) {
    Link link =
        Link.of(
            row.getString(0),
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.isNull(4) ? null : row.getInt(4));
    links.merge(link.key(), link, Link::plus);
  }
}
