package dev.bookreel.transforms.check;

import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.Map;

/** Writes rejected records into one file of the quarantine. */
public final class QuarantineWriter {
  private final RowWriter writer;
  private final String runId;

  /**
   * Starts a file.
   *
   * @param sink of the table {@code quarantine}
   */
  public QuarantineWriter(TableSink sink, String runId) {
    this.writer = sink.open(Map.of());
    this.runId = runId;
  }

  /** Adds a record, in the column order of the table. */
  public void add(Rejection rejection) {
    writer.setString(0, rejection.dataset());
    writer.setString(1, rejection.rule());
    writer.setString(2, rejection.message());
    writer.setString(3, rejection.raw());
    writer.setString(4, rejection.sourceFile());
    writer.setLong(5, rejection.recordNumber());
    writer.setString(6, runId);
    writer.setStrings(7, rejection.rules());
    writer.endRow();
  }

  /** Closes the file. */
  public WrittenFile finish() {
    return writer.finish();
  }
}
