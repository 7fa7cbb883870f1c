package dev.bookreel.transforms.join;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Finds which movie comes from which book by whom, and writes {@code refined/movie_books}.
 *
 * <p>Input: the latest versions in the trusted tables, deleted or not. Output: one row for each
 * movie and book that a review names together; key: both match keys. No join drops a row: movies
 * outside the catalogue, books without a record and authors without one stay. Titles and names are
 * those of the catalogue and of the vendor's records, else the smallest spelling in the reviews.
 * Nothing is visible before it is committed.
 */
public final class LinkMoviesToBooks extends PTransform<PBegin, LinkedMovies> {
  private static final long serialVersionUID = 1L;
  private static final Coder<Link> LINK = new LinkCoder();

  private final LinkSources sources;
  private final TableSink sink;
  private final int files;

  /**
   * Creates the transform.
   *
   * @param sink where rows of {@code refined/movie_books} go
   * @param files into how many files, at most; one of them is held in memory while it is written
   * @throws IllegalArgumentException when there is not even one file
   */
  public LinkMoviesToBooks(LinkSources sources, TableSink sink, int files) {
    if (files < 1) {
      throw new IllegalArgumentException("links need at least one file, not " + files);
    }
    this.sources = sources;
    this.sink = sink;
    this.files = files;
  }

  @Override
  public LinkedMovies expand(PBegin begin) {
    PCollection<KV<String, Link>> parts =
        read(begin, "Reviews", sources.reviews(), new ReadLinks(sources.reviews()), LINK);
    PCollection<String> movieKeys =
        parts
            .apply(
                "MovieKeys",
                MapElements.into(TypeDescriptors.strings()).via(part -> part.getValue().movieKey()))
            .apply("DistinctMovies", Distinct.create());
    PCollection<ManifestEntry> entries =
        withTitles(begin, withAuthors(begin, withBooks(begin, parts)))
            .apply("GroupByFile", GroupByKey.create())
            .apply("Write", ParDo.of(new WriteLinks(sink)))
            .setCoder(SerializableCoder.of(ManifestEntry.class));
    return new LinkedMovies(entries, movieKeys);
  }

  private PCollection<KV<String, Link>> withBooks(
      PBegin begin, PCollection<KV<String, Link>> links) {
    TupleTag<Link> linkTag = new TupleTag<>() {};
    TupleTag<Book> bookTag = new TupleTag<>() {};
    return KeyedPCollectionTuple.of(linkTag, links)
        .and(
            bookTag,
            read(
                begin,
                "Books",
                sources.books(),
                ReadRecords.ofBooks(sources.books()),
                SerializableCoder.of(Book.class)))
        .apply("GroupByBook", CoGroupByKey.create())
        .apply("JoinBooks", ParDo.of(new JoinBooks(linkTag, bookTag)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), LINK));
  }

  private PCollection<KV<String, Link>> withAuthors(
      PBegin begin, PCollection<KV<String, Link>> links) {
    TupleTag<Link> linkTag = new TupleTag<>() {};
    TupleTag<Author> authorTag = new TupleTag<>() {};
    return KeyedPCollectionTuple.of(linkTag, links)
        .and(
            authorTag,
            read(
                begin,
                "Authors",
                sources.authors(),
                ReadRecords.ofAuthors(sources.authors()),
                SerializableCoder.of(Author.class)))
        .apply("GroupByAuthor", CoGroupByKey.create())
        .apply("JoinAuthors", ParDo.of(new JoinAuthors(linkTag, authorTag)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), LINK));
  }

  private PCollection<KV<Integer, Link>> withTitles(
      PBegin begin, PCollection<KV<String, Link>> links) {
    TupleTag<Link> linkTag = new TupleTag<>() {};
    TupleTag<String> titleTag = new TupleTag<>() {};
    return KeyedPCollectionTuple.of(linkTag, links)
        .and(
            titleTag,
            read(
                begin,
                "Movies",
                sources.movies(),
                ReadRecords.ofMovies(sources.movies()),
                StringUtf8Coder.of()))
        .apply("GroupByMovie", CoGroupByKey.create())
        .apply("JoinMovies", ParDo.of(new JoinMovies(linkTag, titleTag, files)))
        .setCoder(KvCoder.of(VarIntCoder.of(), LINK));
  }

  private static <T> PCollection<KV<String, T>> read(
      PBegin begin,
      String what,
      TableSource table,
      DoFn<TableFile, KV<String, T>> reader,
      Coder<T> coder) {
    return begin
        .apply(
            what + "Files", EachInParallel.of(table.files(), SerializableCoder.of(TableFile.class)))
        .apply("Read" + what, ParDo.of(reader))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), coder));
  }
}
