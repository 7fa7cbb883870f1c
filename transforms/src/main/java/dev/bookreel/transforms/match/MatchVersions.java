package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.RejectedRecords;
import dev.bookreel.transforms.quality.DistinctChunks;
import dev.bookreel.transforms.table.TableSink;
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
    long key = shard.getKey();
    ShardOutcome outcome;
    if (key < 0) {
      outcome = ShardOutcome.of(RejectedRecords.write(shard.getValue(), quarantineSink, runId));
    } else if (DistinctChunks.isKey(key)) {
      outcome = ShardOutcome.of(DistinctChunks.count(shard.getValue()));
    } else {
      outcome = match(shard.getValue(), out);
    }
    out.output(KV.of(Decided.OUTCOME, outcome.encode()));
  }

  private ShardOutcome match(Iterable<byte[]> chunks, OutputReceiver<KV<Long, byte[]>> out) {
    MatchShard shard = new MatchShard(date);
    chunks.forEach(shard::add);
    Decided decided = new Decided(batchOfRange, (key, bytes) -> out.output(KV.of(key, bytes)));
    MatchCounts counts = shard.match(decided);
    decided.finish();
    return ShardOutcome.of(shard.fates(), counts);
  }
}
