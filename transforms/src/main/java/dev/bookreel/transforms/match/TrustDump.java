package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.RuleChecks;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import java.time.LocalDate;
import java.util.List;
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

/**
 * Merges one full dump into its trusted table, which keeps history ({@link KeyMatch} is the rule).
 *
 * <p>Input: the ranges of the dump's files, in the order of the files, and the table. Of the
 * records with the same key ({@link Dump#keyColumns}) the last by file and number stands; the
 * others count as duplicates. What cannot be read goes to quarantine, and its key is left as it is.
 * Output: the manifest's entries for all files written and all that they replace, the fields that
 * nobody asked for, and one tally; nothing is visible before it is committed.
 *
 * <p>Dump and table meet as fingerprints of keys and values, shard by shard. What the match decides
 * is carried out on the files: ranges that have something new are parsed once more, and of the
 * table's files only those are copied in which a version changes.
 */
public final class TrustDump extends PTransform<PBegin, PCollection<ManifestEntry>> {
  private static final long serialVersionUID = 1L;

  /** Rows of so much of a dump, uncompressed, make one file. */
  private static final long BYTES_A_BATCH = 64L << 20;

  private static final Coder<KV<Long, byte[]>> PACKED =
      KvCoder.of(VarLongCoder.of(), ByteArrayCoder.of());

  private final Dump dump;
  private final List<FileRange> ranges;
  private final int shards;
  private final LocalDate date;
  private final TableSource table;
  private final TableSink sink;
  private final TableSink quarantineSink;
  private final String runId;
  private final RuleChecks checks;

  /**
   * Creates the transform.
   *
   * @param ranges of the dump's files, in order
   * @param shards into how many parts the keys are divided; a shard is held in memory, some 120
   *     bytes a key
   * @param date the dump's date, not before that of any dump that the table has seen
   * @param table {@link Dump#table} as it was when the run began
   * @param sink where its new files go
   * @param quarantineSink where rejected records go
   * @param runId marks quarantined records
   * @param checks the dataset's rules: which records are quarantined, and what is measured
   * @throws IllegalArgumentException when there is not even one shard
   */
  public TrustDump(
      Dump dump,
      List<FileRange> ranges,
      int shards,
      LocalDate date,
      TableSource table,
      TableSink sink,
      TableSink quarantineSink,
      String runId,
      RuleChecks checks) {
    if (shards < 1) {
      throw new IllegalArgumentException("a dump needs at least one shard, not " + shards);
    }
    this.dump = dump;
    this.ranges = List.copyOf(ranges);
    this.shards = shards;
    this.date = date;
    this.table = table;
    this.sink = sink;
    this.quarantineSink = quarantineSink;
    this.runId = runId;
    this.checks = checks;
  }

  @Override
  public PCollection<ManifestEntry> expand(PBegin begin) {
    int day = Math.toIntExact(date.toEpochDay());
    List<TableFile> files = table.files();
    PCollection<KV<Long, byte[]>> rows =
        begin
            .apply("Ranges", EachInParallel.of(numbers(ranges.size()), VarIntCoder.of()))
            .apply(
                "FingerprintDump",
                ParDo.of(new FingerprintDump(dump, ranges, shards, checks))
                    .withSideInputs(checks.sideInputs()))
            .setCoder(PACKED);
    PCollection<KV<Long, byte[]>> versions =
        begin
            .apply("Files", EachInParallel.of(numbers(files.size()), VarIntCoder.of()))
            .apply(
                "FingerprintTable", ParDo.of(new FingerprintTable(dump, table, files, shards, day)))
            .setCoder(PACKED);
    return PCollectionList.of(rows)
        .and(versions)
        .apply("Together", Flatten.pCollections())
        .apply("GroupByShard", GroupByKey.create())
        .apply("Match", ParDo.of(new MatchVersions(day, batches(), quarantineSink, runId)))
        .setCoder(PACKED)
        .apply("GroupByFile", GroupByKey.create())
        .apply("CarryOut", ParDo.of(new CarryOut(dump, ranges, day, table, files, sink)))
        .setCoder(SerializableCoder.of(ManifestEntry.class));
  }

  /** For each range, the batch that it is written with. */
  private int[] batches() {
    int[] batches = new int[ranges.size()];
    int batch = 0;
    long bytes = 0;
    for (int range = 0; range < batches.length; range++) {
      long size = ranges.get(range).end() - ranges.get(range).begin();
      if (bytes > 0 && bytes + size > BYTES_A_BATCH) {
        batch++;
        bytes = 0;
      }
      batches[range] = batch;
      bytes += size;
    }
    return batches;
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
