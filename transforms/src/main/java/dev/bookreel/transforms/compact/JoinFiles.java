package dev.bookreel.transforms.compact;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.table.RowCopier;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Copies each group of a table's files into one.
 *
 * <p>Input: groups of files, each of one partition. Output: the manifest's entries for the files
 * written and those that they replace; the rows are the same.
 */
public final class JoinFiles extends PTransform<PBegin, PCollection<ManifestEntry>> {
  private static final long serialVersionUID = 1L;
  private final Table table;
  private final TableSource source;
  private final TableSink sink;
  private final List<List<TableFile>> groups;

  /** Creates the transform. */
  public JoinFiles(Table table, TableSource source, TableSink sink, List<List<TableFile>> groups) {
    this.table = table;
    this.source = source;
    this.sink = sink;
    this.groups = groups.stream().map(List::copyOf).toList();
  }

  @Override
  public PCollection<ManifestEntry> expand(PBegin begin) {
    List<Integer> numbers = IntStream.range(0, groups.size()).boxed().toList();
    return begin
        .apply("Groups", EachInParallel.of(numbers, VarIntCoder.of()))
        .apply("Join", ParDo.of(new Join(table, source, sink, groups)))
        .setCoder(SerializableCoder.of(ManifestEntry.class));
  }

  private static final class Join extends DoFn<Integer, ManifestEntry> {
    private static final long serialVersionUID = 1L;
    private final Table table;
    private final TableSource source;
    private final TableSink sink;
    private final List<List<TableFile>> groups;

    Join(Table table, TableSource source, TableSink sink, List<List<TableFile>> groups) {
      this.table = table;
      this.source = source;
      this.sink = sink;
      this.groups = groups;
    }

    @ProcessElement
    public void process(@Element Integer group, OutputReceiver<ManifestEntry> out) {
      List<TableFile> files = groups.get(group);
      out.output(ManifestEntry.written(join(files)));
      files.forEach(file -> out.output(ManifestEntry.replaced(table.name(), file.path())));
    }

    private WrittenFile join(List<TableFile> files) {
      RowCopier copier = new RowCopier(table);
      RowWriter writer = sink.open(files.get(0).partition());
      try {
        for (TableFile file : files) {
          try (RowReader row = source.open(file, copier.columns())) {
            while (row.next()) {
              copier.copy(row, writer);
              writer.endRow();
            }
          }
        }
        return writer.finish();
      } catch (RuntimeException | Error failure) {
        writer.abandon();
        throw failure;
      }
    }
  }
}
