package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.QuarantineWriter;
import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.WrittenFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** All chunks of a shard → its file; all reports of a key → quarantine. */
final class FinishShard extends DoFn<KV<Long, Iterable<byte[]>>, KV<Integer, ShardOutcome>> {
  private static final long serialVersionUID = 1L;
  private final Dump dump;
  private final LocalDate date;
  private final TableSink sink;
  private final TableSink quarantineSink;
  private final String runId;

  FinishShard(Dump dump, LocalDate date, TableSink sink, TableSink quarantineSink, String runId) {
    this.dump = dump;
    this.date = date;
    this.sink = sink;
    this.quarantineSink = quarantineSink;
    this.runId = runId;
  }

  @ProcessElement
  public void process(
      @Element KV<Long, Iterable<byte[]>> shard, OutputReceiver<KV<Integer, ShardOutcome>> out) {
    Iterable<byte[]> packed = shard.getValue();
    out.output(KV.of(0, shard.getKey() < 0 ? quarantine(packed) : finish(packed)));
  }

  private ShardOutcome quarantine(Iterable<byte[]> reports) {
    QuarantineWriter writer = null;
    long read = 0;
    long rejected = 0;
    Set<String> unknownFields = new TreeSet<>();
    for (byte[] bytes : reports) {
      RangeReport report = RangeReport.decode(bytes);
      read += report.read();
      rejected += report.rejections().size();
      unknownFields.addAll(report.unknownFields());
      if (writer == null && !report.rejections().isEmpty()) {
        writer = new QuarantineWriter(quarantineSink, runId);
      }
      if (writer != null) {
        report.rejections().forEach(writer::add);
      }
    }
    List<WrittenFile> files = writer == null ? List.of() : List.of(writer.finish());
    return new ShardOutcome(read, rejected, new RecordFates(), files, unknownFields);
  }

  private ShardOutcome finish(Iterable<byte[]> chunks) {
    DumpShard shard = new DumpShard();
    chunks.forEach(shard::add);
    return new ShardOutcome(0, 0, shard.fates(), List.of(write(shard)), Set.of());
  }

  private WrittenFile write(DumpShard shard) {
    RowWriter writer = sink.open(Map.of());
    try {
      int validFrom = dump.table().column("valid_from");
      shard.write(new RowPacker(dump), writer, validFrom, Math.toIntExact(date.toEpochDay()));
      return writer.finish();
    } catch (RuntimeException | Error failure) {
      writer.abandon();
      throw failure;
    }
  }
}
