package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.table.TableSink;
import java.time.LocalDate;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Brings one full dump into its trusted table.
 *
 * <p>Input: the ranges of its files, at least one. Of the records with the same key ({@link
 * Dump#keyColumns}) the last by file and number stands, as a version that is valid from the dump's
 * date; the others count as duplicates. What cannot be read goes to quarantine. Output: the
 * manifest's entries for all files written, the fields that nobody asked for, and one tally;
 * nothing is visible before it is committed.
 *
 * <p>Each record is parsed once, and its rows travel once, packed, to their shard, where they are
 * matched and written.
 */
public final class TrustDump
    extends PTransform<PCollection<FileRange>, PCollection<ManifestEntry>> {
  private static final long serialVersionUID = 1L;
  private final Dump dump;
  private final int shards;
  private final LocalDate date;
  private final TableSink sink;
  private final TableSink quarantineSink;
  private final String runId;

  /**
   * Creates the transform.
   *
   * @param shards into how many files the table is divided, at most; a shard is held in memory,
   *     packed, which takes a little less than its part of the (uncompressed) dump
   * @param date the dump's date
   * @param sink where rows of {@link Dump#table} go
   * @param quarantineSink where rejected records go
   * @param runId marks quarantined records
   * @throws IllegalArgumentException when there is not even one shard
   */
  public TrustDump(
      Dump dump,
      int shards,
      LocalDate date,
      TableSink sink,
      TableSink quarantineSink,
      String runId) {
    if (shards < 1) {
      throw new IllegalArgumentException("a dump needs at least one shard, not " + shards);
    }
    this.dump = dump;
    this.shards = shards;
    this.date = date;
    this.sink = sink;
    this.quarantineSink = quarantineSink;
    this.runId = runId;
  }

  @Override
  public PCollection<ManifestEntry> expand(PCollection<FileRange> ranges) {
    return ranges
        .apply("ParseAndPack", ParDo.of(new ParseDump(dump, shards)))
        .setCoder(KvCoder.of(VarLongCoder.of(), ByteArrayCoder.of()))
        .apply("GroupByShard", GroupByKey.create())
        .apply("FinishShard", ParDo.of(new FinishShard(dump, date, sink, quarantineSink, runId)))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ShardOutcome.class)))
        .apply("GroupOutcomes", GroupByKey.create())
        .apply("FinishDump", ParDo.of(new FinishDump(dump.name(), dump.table().name())))
        .setCoder(SerializableCoder.of(ManifestEntry.class));
  }
}
