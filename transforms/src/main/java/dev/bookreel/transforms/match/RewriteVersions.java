package dev.bookreel.transforms.match;

import dev.bookreel.transforms.packed.Unpacker;
import dev.bookreel.transforms.table.RowCopier;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Copies one file of a table, with what its history no longer or newly says. */
final class RewriteVersions {
  private final Table table;
  private final RowCopier copier;
  private final int validTo;
  private final int deletedOn;
  private final Map<Long, VersionEdit> edits = new HashMap<>();

  RewriteVersions(Table table) {
    this.table = table;
    this.copier = new RowCopier(table);
    this.validTo = copier.columns().indexOf("valid_to");
    this.deletedOn = copier.columns().indexOf("deleted_on");
  }

  /** Adds what a shard decided. */
  void edit(byte[] packed) {
    Unpacker in = new Unpacker();
    in.moveTo(packed, 0);
    while (in.hasMore()) {
      edits.put(in.unsigned(), VersionEdit.unpack(in));
    }
  }

  /** Writes the copy; nothing when no row is left. */
  Optional<WrittenFile> rewrite(TableSource source, TableFile file, TableSink sink) {
    long dropped = edits.values().stream().filter(VersionEdit::drops).count();
    if (dropped == file.rows()) {
      return Optional.empty();
    }
    RowWriter writer = sink.open(file.partition());
    try (RowReader row = source.open(file, copier.columns())) {
      for (long position = 0; row.next(); position++) {
        write(row, edits.get(position), writer);
      }
      return Optional.of(writer.finish());
    } catch (RuntimeException | Error failure) {
      writer.abandon();
      throw failure;
    }
  }

  private void write(RowReader row, VersionEdit edit, RowWriter writer) {
    if (edit == null) {
      copier.copy(row, writer);
      writer.endRow();
    } else if (!edit.drops()) {
      for (int place = 0; place < copier.columns().size(); place++) {
        if (place != validTo && place != deletedOn) {
          copier.copy(row, writer, place);
        }
      }
      set(writer, "valid_to", edit.validTo());
      set(writer, "deleted_on", edit.deletedOn());
      writer.endRow();
    }
  }

  private void set(RowWriter writer, String column, Integer date) {
    if (date != null) {
      writer.setInt(table.column(column), date);
    }
  }
}
