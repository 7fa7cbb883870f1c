package dev.bookreel.transforms.join;

import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.TableSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** All links of a file → the file, in the order of their keys. */
final class WriteLinks extends DoFn<KV<Integer, Iterable<Link>>, ManifestEntry> {
  private static final long serialVersionUID = 1L;
  private final TableSink sink;

  WriteLinks(TableSink sink) {
    this.sink = sink;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<Link>> file, OutputReceiver<ManifestEntry> out) {
    List<Link> links = new ArrayList<>();
    file.getValue().forEach(links::add);
    links.sort(Link.BY_KEY);
    RowWriter writer = sink.open(Map.of());
    try {
      links.forEach(link -> write(link, writer));
      out.output(ManifestEntry.written(writer.finish()));
    } catch (RuntimeException | Error failure) {
      writer.abandon();
      throw failure;
    }
  }

  private static void write(Link link, RowWriter row) {
    Author author = link.author();
    row.setString(column("movie_title"), link.movieTitle());
    row.setString(column("movie_key"), link.movieKey());
    row.setString(column("book_name"), link.bookName());
    row.setString(column("book_key"), link.bookKey());
    if (author.key() != null) {
      row.setString(column("author_name"), author.name());
      row.setString(column("author_key"), author.key());
    }
    row.setBoolean(column("author_known"), author.known());
    row.setStrings(column("nationalities"), author.nationalities());
    row.setLong(column("reviews"), link.reviews());
    if (link.averageRate() != null) {
      row.setDouble(column("average_rate"), link.averageRate());
    }
    row.endRow();
  }

  private static int column(String name) {
    return Tables.MOVIE_BOOKS.column(name);
  }
}
