package dev.bookreel.transforms.match;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.table.TableSink;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
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
 * Merges full dumps into their trusted tables, which keep history ({@link KeyMatch} is the rule).
 *
 * <p>Input: of each dump the ranges of its files, in the order of the files, and its table. Of the
 * records with the same key ({@link dev.bookreel.transforms.dataset.Dump#keyColumns}) the last by
 * file and number stands; the others count as duplicates. What cannot be read goes to quarantine,
 * and its key is left as it is. Output: the manifest's entries for all files written and all that
 * they replace, and for each dump the fields that nobody asked for, and one tally; nothing is
 * visible before it is committed.
 *
 * <p>Dump and table meet as fingerprints of keys and values, shard by shard. What the match decides
 * is carried out on the files: ranges that have something new are parsed once more, and of the
 * table's files only those are copied in which a version changes.
 *
 * <p>All dumps go through the same three steps at once: a graph for each of them costs a runner
 * more than most dumps do. An element names its dump by its place.
 */
public final class MergeDumps extends PTransform<PBegin, PCollection<ManifestEntry>> {
  private static final long serialVersionUID = 1L;

  /** The number of a dump, and of a range or a file of it. */
  private static final Coder<KV<Integer, Integer>> PART =
      KvCoder.of(VarIntCoder.of(), VarIntCoder.of());

  /** The number of a dump and a key within it, with what is packed for that key. */
  private static final Coder<KV<KV<Integer, Long>, byte[]>> PACKED =
      KvCoder.of(KvCoder.of(VarIntCoder.of(), VarLongCoder.of()), ByteArrayCoder.of());

  private final List<DumpDelivery> dumps;
  private final TableSink quarantineSink;
  private final String runId;

  /**
   * Creates the transform.
   *
   * @param quarantineSink where rejected records go
   * @param runId marks quarantined records
   */
  public MergeDumps(List<DumpDelivery> dumps, TableSink quarantineSink, String runId) {
    this.dumps = List.copyOf(dumps);
    this.quarantineSink = quarantineSink;
    this.runId = runId;
  }

  @Override
  public PCollection<ManifestEntry> expand(PBegin begin) {
    List<PCollectionView<?>> sideInputs =
        dumps.stream().flatMap(dump -> dump.checks().sideInputs().stream()).toList();
    PCollection<KV<KV<Integer, Long>, byte[]>> rows =
        begin
            .apply("Ranges", EachInParallel.of(parts(dump -> dump.ranges().size()), PART))
            .apply(
                "FingerprintDumps",
                ParDo.of(new FingerprintDumps(dumps)).withSideInputs(sideInputs))
            .setCoder(PACKED);
    PCollection<KV<KV<Integer, Long>, byte[]>> versions =
        begin
            .apply("Files", EachInParallel.of(parts(dump -> dump.files().size()), PART))
            .apply("FingerprintTables", ParDo.of(new FingerprintTables(dumps)))
            .setCoder(PACKED);
    return PCollectionList.of(rows)
        .and(versions)
        .apply("Together", Flatten.pCollections())
        .apply("GroupByShard", GroupByKey.create())
        .apply("Match", ParDo.of(new MatchVersions(dumps, quarantineSink, runId)))
        .setCoder(PACKED)
        .apply("GroupByFile", GroupByKey.create())
        .apply("CarryOut", ParDo.of(new CarryOut(dumps)))
        .setCoder(SerializableCoder.of(ManifestEntry.class));
  }

  private List<KV<Integer, Integer>> parts(ToIntFunction<DumpDelivery> count) {
    return IntStream.range(0, dumps.size())
        .boxed()
        .flatMap(
            dump ->
                IntStream.range(0, count.applyAsInt(dumps.get(dump)))
                    .mapToObj(part -> KV.of(dump, part)))
        .toList();
  }
}
