package dev.bookreel.transforms.check;

import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.quality.Measures;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.List;

/**
 * The reports of some ranges together: their rejected records in a file of the quarantine.
 *
 * @param read records that were read
 * @param quarantined records that were rejected
 * @param files the quarantine's files
 * @param fields the columns or fields of the records
 * @param measures what was measured for the dataset's rules
 */
public record RejectedRecords(
    long read, long quarantined, List<WrittenFile> files, Fields fields, Measures measures) {

  /**
   * Decodes the reports, and writes what they rejected.
   *
   * @param sink of the table {@code quarantine}
   */
  public static RejectedRecords write(Iterable<byte[]> reports, TableSink sink, String runId) {
    QuarantineWriter writer = null;
    long read = 0;
    long quarantined = 0;
    Fields fields = Fields.NONE;
    Measures measures = Measures.NONE;
    for (byte[] bytes : reports) {
      RangeReport report = RangeReport.decode(bytes);
      read += report.read();
      quarantined += report.rejections().size();
      fields = fields.plus(report.fields());
      measures = measures.plus(report.measures());
      if (writer == null && !report.rejections().isEmpty()) {
        writer = new QuarantineWriter(sink, runId);
      }
      if (writer != null) {
        report.rejections().forEach(writer::add);
      }
    }
    List<WrittenFile> files = writer == null ? List.of() : List.of(writer.finish());
    return new RejectedRecords(read, quarantined, files, fields, measures);
  }
}
