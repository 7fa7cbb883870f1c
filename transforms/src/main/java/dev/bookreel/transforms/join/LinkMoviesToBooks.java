package dev.bookreel.transforms.join;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.parallel.HeldByAll;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSink;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Finds which movie comes from which book by whom, and writes {@code refined/movie_books}.
 *
 * <p>Input: the latest versions in the trusted tables, deleted or not. Output: one row for each
 * movie and book that a review names together; key: both match keys. No join drops a row: movies
 * outside the catalogue, books without a record and authors without one stay. Titles and names are
 * those of the catalogue and of the vendor's records, else the smallest spelling in the reviews.
 * Nothing is visible before it is committed.
 *
 * <p>Reviews are added up file by file and meet, packed, at the shard that writes their link.
 * Books, authors and movies are held by every worker.
 */
public final class LinkMoviesToBooks extends PTransform<PBegin, PCollection<ManifestEntry>> {
  private static final long serialVersionUID = 1L;

  /** At worst every review is a link of its own; that many take some 100 MB while written. */
  private static final long REVIEWS_A_SHARD = 250_000;

  private static final Coder<TableFile> FILE = SerializableCoder.of(TableFile.class);

  private final LinkSources sources;
  private final TableSink sink;
  private final int shards;

  /**
   * Creates the transform.
   *
   * @param sink where rows of {@code refined/movie_books} go
   */
  public LinkMoviesToBooks(LinkSources sources, TableSink sink) {
    this(sources, sink, REVIEWS_A_SHARD);
  }

  LinkMoviesToBooks(LinkSources sources, TableSink sink, long reviewsAShard) {
    this.sources = sources;
    this.sink = sink;
    long reviews = sources.reviews().files().stream().mapToLong(TableFile::rows).sum();
    this.shards = Math.toIntExact(1 + reviews / reviewsAShard);
  }

  @Override
  public PCollection<ManifestEntry> expand(PBegin begin) {
    LinkSources tables = sources;
    PCollectionView<Iterable<Library>> library =
        begin.apply("LoadLibrary", HeldByAll.of(Library.class, once -> Library.read(tables)));
    return begin
        .apply("Reviews", EachInParallel.of(sources.reviews().files(), FILE))
        .apply("ReadLinks", ParDo.of(new ReadLinks(sources.reviews(), shards)))
        .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
        .apply("GroupByShard", GroupByKey.create())
        .apply("WriteLinks", ParDo.of(new WriteLinks(sink, library)).withSideInputs(library))
        .setCoder(SerializableCoder.of(ManifestEntry.class));
  }
}
