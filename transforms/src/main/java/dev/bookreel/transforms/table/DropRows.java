package dev.bookreel.transforms.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Copies one data file of a table without some of its rows. */
public final class DropRows {
  private final RowCopier copier;
  private final Set<Long> positions = new HashSet<>();

  /** Copies a file of this table. */
  public DropRows(Table table) {
    this.copier = new RowCopier(table);
  }

  /** Leaves out the rows at these positions, counted from 0. */
  public void drop(List<Long> more) {
    positions.addAll(more);
  }

  /** Writes the copy; nothing when no row is left. */
  public Optional<WrittenFile> rewrite(TableSource source, TableFile file, TableSink sink) {
    if (positions.size() == file.rows()) {
      return Optional.empty();
    }
    RowWriter writer = sink.open(file.partition());
    try (RowReader row = source.open(file, copier.columns())) {
      for (long position = 0; row.next(); position++) {
        if (!positions.contains(position)) {
          copier.copy(row, writer);
          writer.endRow();
        }
      }
      return Optional.of(writer.finish());
    } catch (RuntimeException | Error failure) {
      writer.abandon();
      throw failure;
    }
  }
}
