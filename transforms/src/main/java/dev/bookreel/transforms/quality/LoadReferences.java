package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.parallel.HeldByAll;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Loads what rules look values up in: of each reference, the latest versions of its table, deleted
 * or not, and all records of the dump that is about to come which can be read.
 */
public final class LoadReferences
    extends PTransform<PBegin, PCollectionView<Iterable<References>>> {
  private static final long serialVersionUID = 1L;
  private final Map<Integer, ReferenceSource> sources;

  /**
   * Loads from these sources.
   *
   * @param sources by the place at which the rule set names them; who asks for a reference that is
   *     left out is told that it has nothing
   */
  public LoadReferences(Map<Integer, ReferenceSource> sources) {
    this.sources = Map.copyOf(sources);
  }

  @Override
  public PCollectionView<Iterable<References>> expand(PBegin begin) {
    Map<Integer, ReferenceSource> from = sources;
    return begin.apply("Load", HeldByAll.of(References.class, once -> load(from)));
  }

  private static References load(Map<Integer, ReferenceSource> sources) {
    References loaded = new References();
    References.Lookup references = new References.Lookup(loaded);
    sources.forEach(
        (place, source) -> {
          for (TableFile file : source.table().files()) {
            addFile(references, place, source, file);
          }
          for (FileRange range : source.ranges()) {
            addRange(references, place, source, range);
          }
        });
    return loaded;
  }

  private static void addFile(
      References.Lookup references, int place, ReferenceSource source, TableFile file) {
    List<String> columns = new ArrayList<>(source.reference().columns());
    columns.add("valid_to");
    int last = columns.size() - 1;
    try (RowReader row = source.table().open(file, columns)) {
      while (row.next()) {
        if (row.isNull(last)) {
          Object[] values = new Object[last];
          for (int column = 0; column < last; column++) {
            values[column] = row.isNull(column) ? null : row.getString(column);
          }
          addRow(references, place, values);
        }
      }
    }
  }

  private static void addRange(
      References.Lookup references, int place, ReferenceSource source, FileRange range) {
    try (DumpReader reader = source.dataset().open(range)) {
      while (reader.next()) {
        for (DumpRow row : rows(reader)) {
          addRow(references, place, source.reference().columns().stream().map(row::get).toArray());
        }
      }
    }
  }

  private static List<DumpRow> rows(DumpReader reader) {
    try {
      return reader.rows();
    } catch (Rejected quarantined) {
      return List.of();
    }
  }

  private static void addRow(References.Lookup references, int place, Object... values) {
    if (Arrays.stream(values).allMatch(Objects::nonNull)) {
      references.add(place, Arrays.asList(values));
    }
  }
}
