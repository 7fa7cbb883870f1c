package dev.bookreel.transforms.join;

import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.HeldByAll;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** All packed links of a shard → its file, in the order of the keys. */
final class WriteLinks extends DoFn<KV<Integer, Iterable<byte[]>>, ManifestEntry> {
  private static final long serialVersionUID = 1L;
  private final TableSink sink;
  private final PCollectionView<Iterable<Library>> library;

  WriteLinks(TableSink sink, PCollectionView<Iterable<Library>> library) {
    this.sink = sink;
    this.library = library;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    LinkSums links = new LinkSums();
    context.element().getValue().forEach(links::addAll);
    Library known = HeldByAll.value(library, context);
    context.output(ManifestEntry.written(write(links.inOrder().map(known::complete))));
  }

  private WrittenFile write(Stream<Link> links) {
    RowWriter writer = sink.open(Map.of());
    try {
      links.forEachOrdered(link -> write(link, writer));
      return writer.finish();
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
    Double averageRate = link.averageRate();
    if (averageRate != null) {
      row.setDouble(column("average_rate"), averageRate);
    }
    row.endRow();
  }

  private static int column(String name) {
    return Tables.MOVIE_BOOKS.column(name);
  }
}
