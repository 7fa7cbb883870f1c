package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.RuleChecks;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Brings delivered viewing sessions into {@code trusted/streams}, {@code refined/streams} and
 * {@code refined/daily_movies}.
 *
 * <p>Input: ranges of delivered files, and shards of days to refine again though nothing new came
 * for them. Key of a session: (user_email, movie_title, start_at), by match keys; one that comes
 * again with other values corrects the table's. What cannot be read goes to quarantine. Output: the
 * manifest's entries for all files written and all records counted; nothing is visible before they
 * are committed.
 *
 * <p>Each row is parsed once, travels once as packed bytes to its shard, and is finished there:
 * this is where duplicates, the rows already in the table, look-ups, both files and aggregates
 * meet.
 */
public final class EnrichStreams extends PTransform<PBegin, PCollection<ManifestEntry>> {
  private static final long serialVersionUID = 1L;
  private final List<FileRange> ranges;
  private final List<Long> shards;
  private final ShardPlan plan;
  private final String zone;
  private final StreamTables tables;
  private final PCollectionView<Iterable<Catalogue>> catalogue;
  private final String runId;
  private final RuleChecks checks;

  /**
   * Creates the transform.
   *
   * @param ranges what was delivered; empty to refine only
   * @param shards keys ({@link ShardPlan#shardKey}) of shards to refine in any case
   * @param zone the business zone, which decides a session's day
   * @param runId marks quarantined records
   * @param checks the rules for sessions: which are quarantined, and what is measured
   */
  public EnrichStreams(
      List<FileRange> ranges,
      List<Long> shards,
      ShardPlan plan,
      String zone,
      StreamTables tables,
      PCollectionView<Iterable<Catalogue>> catalogue,
      String runId,
      RuleChecks checks) {
    this.ranges = List.copyOf(ranges);
    this.shards = List.copyOf(shards);
    this.plan = plan;
    this.zone = zone;
    this.tables = tables;
    this.catalogue = catalogue;
    this.runId = runId;
    this.checks = checks;
  }

  @Override
  public PCollection<ManifestEntry> expand(PBegin begin) {
    List<Integer> days = shards.stream().map(ShardPlan::day).distinct().toList();
    KvCoder<Long, byte[]> packed = KvCoder.of(VarLongCoder.of(), ByteArrayCoder.of());
    PCollection<KV<Long, byte[]>> delivered =
        begin
            .apply("Ranges", EachInParallel.of(ranges, SerializableCoder.of(FileRange.class)))
            .apply(
                "ParseAndPack",
                ParDo.of(new ParseAndPack(plan, zone, catalogue, checks))
                    .withSideInputs(catalogue)
                    .withSideInputs(checks.sideInputs()))
            .setCoder(packed);
    Set<Long> seeds = new TreeSet<>(shards);
    seeds.addAll(plan.dividedShards());
    PCollection<KV<Long, byte[]>> again =
        begin
            .apply("Shards", Create.of(seeds).withCoder(VarLongCoder.of()))
            .apply("NothingNew", ParDo.of(new FinishShard.Seed()))
            .setCoder(packed);
    return PCollectionList.of(delivered)
        .and(again)
        .apply("AllShards", Flatten.pCollections())
        .apply("GroupByShard", GroupByKey.create())
        .apply(
            "FinishShard",
            ParDo.of(new FinishShard(plan, tables, catalogue, runId)).withSideInputs(catalogue))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ShardResult.class)))
        .apply("GroupResults", GroupByKey.create())
        .apply("FinishTables", ParDo.of(new FinishTables(tables, days)))
        .setCoder(SerializableCoder.of(ManifestEntry.class));
  }
}
