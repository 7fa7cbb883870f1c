package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.RejectedRecords;
import dev.bookreel.transforms.quality.DistinctChunks;
import dev.bookreel.transforms.table.TableSink;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** All chunks of a shard → what is decided ({@link Decided}); all reports of a key → quarantine. */
final class MatchVersions
    extends DoFn<KV<KV<Integer, Long>, Iterable<byte[]>>, KV<KV<Integer, Long>, byte[]>> {
  private static final long serialVersionUID = 1L;
  private final List<DumpDelivery> dumps;
  private final TableSink quarantineSink;
  private final String runId;

  MatchVersions(List<DumpDelivery> dumps, TableSink quarantineSink, String runId) {
    this.dumps = dumps;
    this.quarantineSink = quarantineSink;
    this.runId = runId;
  }

  @ProcessElement
  public void process(
      @Element KV<KV<Integer, Long>, Iterable<byte[]>> shard,
      OutputReceiver<KV<KV<Integer, Long>, byte[]>> out) {
    int place = shard.getKey().getKey();
    long key = shard.getKey().getValue();
    BiConsumer<Long, byte[]> decided =
        (file, bytes) -> out.output(KV.of(KV.of(place, file), bytes));
    ShardOutcome outcome;
    if (key < 0) {
      outcome = ShardOutcome.of(RejectedRecords.write(shard.getValue(), quarantineSink, runId));
    } else if (DistinctChunks.isKey(key)) {
      outcome = ShardOutcome.of(DistinctChunks.count(shard.getValue()));
    } else {
      outcome = match(dumps.get(place), shard.getValue(), decided);
    }
    decided.accept(Decided.OUTCOME, outcome.encode());
  }

  private static ShardOutcome match(
      DumpDelivery delivery, Iterable<byte[]> chunks, BiConsumer<Long, byte[]> out) {
    MatchShard shard = new MatchShard(delivery.day());
    chunks.forEach(shard::add);
    Decided decided = new Decided(delivery.batches(), out);
    MatchCounts counts = shard.match(decided);
    decided.finish();
    return ShardOutcome.of(shard.fates(), counts);
  }
}
