package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.QuarantineWriter;
import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** All chunks of a shard → what is decided ({@link Decided}); all reports of a key → quarantine. */
final class MatchVersions extends DoFn<KV<Long, Iterable<byte[]>>, KV<Long, byte[]>> {
  private static final long serialVersionUID = 1L;
  private final int date;
  private final int[] batchOfRange;
  private final TableSink quarantineSink;
  private final String runId;

  MatchVersions(int date, int[] batchOfRange, TableSink quarantineSink, String runId) {
    this.date = date;
    this.batchOfRange = batchOfRange;
    this.quarantineSink = quarantineSink;
    this.runId = runId;
  }

  @ProcessElement
  public void process(
      @Element KV<Long, Iterable<byte[]>> shard, OutputReceiver<KV<Long, byte[]>> out) {
    ShardOutcome outcome =
        shard.getKey() < 0 ? quarantine(shard.getValue()) : match(shard.getValue(), out);
    out.output(KV.of(Decided.OUTCOME, outcome.encode()));
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
    return new ShardOutcome(
        read, rejected, new RecordFates(), new MatchCounts(), files, unknownFields);
  }

  private ShardOutcome match(Iterable<byte[]> chunks, OutputReceiver<KV<Long, byte[]>> out) {
    MatchShard shard = new MatchShard(date);
    chunks.forEach(shard::add);
    Decided decided = new Decided(batchOfRange, (key, bytes) -> out.output(KV.of(key, bytes)));
    MatchCounts counts = shard.match(decided);
    decided.finish();
    return new ShardOutcome(0, 0, shard.fates(), counts, List.of(), Set.of());
  }
}
