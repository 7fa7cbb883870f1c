package dev.bookreel.transforms.join;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.HeldByAll;
import dev.bookreel.transforms.table.ColumnsWriter;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** All packed links of a shard → its file, in the order of the keys. */
final class WriteLinks extends DoFn<KV<Integer, Iterable<byte[]>>, ManifestEntry> {
  private static final long serialVersionUID = 1L;

  /** What Parquet takes for a page. */
  private static final int ROWS_AT_ONCE = 20_000;

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
    context.output(ManifestEntry.written(write(new CompletedLinks(links, known))));
  }

  private WrittenFile write(CompletedLinks links) {
    ColumnsWriter writer = sink.openColumns(Map.of());
    try {
      for (int row = 0; row < links.size(); row += ROWS_AT_ONCE) {
        links.write(writer, row, Math.min(ROWS_AT_ONCE, links.size() - row));
      }
      return writer.finish();
    } catch (RuntimeException | Error failure) {
      writer.abandon();
      throw failure;
    }
  }
}
