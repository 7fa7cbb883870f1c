package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.check.RejectedRecords;
import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.HeldByAll;
import dev.bookreel.transforms.quality.DistinctChunks;
import dev.bookreel.transforms.table.ColumnsWriter;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSink;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** All chunks of a shard → its files and aggregates; all reports of a key → quarantine. */
final class FinishShard extends DoFn<KV<Long, Iterable<byte[]>>, KV<Integer, ShardResult>> {
  private static final long serialVersionUID = 1L;
  private static final String STREAMS = "streams";
  private static final byte[] NOTHING_NEW = {};
  private static final List<String> COLUMNS =
      List.of("movie_title", "user_email", "size_mb", "start_at", "end_at");

  private static final int EMAIL = 1;

  private final ShardPlan plan;
  private final StreamTables tables;
  private final PCollectionView<Iterable<Catalogue>> catalogue;
  private final String runId;

  FinishShard(
      ShardPlan plan,
      StreamTables tables,
      PCollectionView<Iterable<Catalogue>> catalogue,
      String runId) {
    this.plan = plan;
    this.tables = tables;
    this.catalogue = catalogue;
    this.runId = runId;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    long key = context.element().getKey();
    Iterable<byte[]> chunks = context.element().getValue();
    if (key < 0) {
      context.output(KV.of(ShardResult.ALL, quarantine(chunks)));
      return;
    }
    if (DistinctChunks.isKey(key)) {
      ManifestEntry counted = ManifestEntry.measured(STREAMS, DistinctChunks.count(chunks));
      context.output(KV.of(ShardResult.ALL, ShardResult.of(List.of(counted), List.of())));
      return;
    }
    Catalogue known = HeldByAll.value(catalogue, context);
    StreamShard shard = new StreamShard(known.users());
    addFromTable(shard, key);
    boolean again = false;
    for (byte[] chunk : chunks) {
      if (chunk.length > 0) {
        shard.addDelivered(chunk);
      } else {
        again = true;
      }
    }
    shard.resolve(tables.takeIn());
    ShardResult result =
        again || shard.changes()
            ? finish(shard, key, known)
            : ShardResult.of(List.of(tally(shard)), List.of());
    context.output(KV.of(ShardResult.ALL, result));
    shard
        .corrected()
        .forEach(
            (file, positions) -> context.output(KV.of(file, ShardResult.corrections(positions))));
  }

  private ShardResult quarantine(Iterable<byte[]> reports) {
    RejectedRecords rejected = RejectedRecords.write(reports, tables.quarantineSink(), runId);
    List<ManifestEntry> entries = new ArrayList<>();
    entries.add(
        ManifestEntry.counted(
            STREAMS, Tally.NONE.withRead(rejected.read(), rejected.quarantined())));
    entries.add(ManifestEntry.measured(STREAMS, rejected.measures()));
    rejected.files().forEach(file -> entries.add(ManifestEntry.rejected(STREAMS, file)));
    entries.add(ManifestEntry.delivered(STREAMS, rejected.fields()));
    return ShardResult.of(entries, List.of());
  }

  private ShardResult finish(StreamShard shard, long key, Catalogue known) {
    int day = ShardPlan.day(key);
    Map<String, String> partition = partition(day);
    EnrichedShard enriched = new EnrichedShard(shard, known);
    List<ManifestEntry> entries = new ArrayList<>();
    entries.add(tally(shard));
    if (shard.size() > 0 && shard.firstInserted() == 0) {
      writeBoth(partition, enriched, entries);
      return ShardResult.of(entries, enriched.daily(day));
    }
    if (shard.firstInserted() < shard.size()) {
      write(tables.trustedSink(), partition, enriched::writeInserted, entries);
    }
    if (shard.size() > 0) {
      write(tables.refinedSink(), partition, enriched::writeEnriched, entries);
    }
    return ShardResult.of(entries, enriched.daily(day));
  }

  private static ManifestEntry tally(StreamShard shard) {
    return ManifestEntry.counted(STREAMS, shard.tally());
  }

  private void addFromTable(StreamShard shard, long key) {
    Map<String, String> partition = partition(ShardPlan.day(key));
    List<TableFile> files = tables.trusted().files();
    for (int file = 0; file < files.size(); file++) {
      if (!files.get(file).partition().equals(partition)) {
        continue;
      }
      ShardMembers members = new ShardMembers(plan, key);
      try (RowReader row = tables.trusted().open(files.get(file), COLUMNS)) {
        for (long position = 0; row.next(); position++) {
          if (members.has(row, EMAIL)) {
            shard.addFromTable(row, file, position);
          }
        }
      }
    }
  }

  private static Map<String, String> partition(int day) {
    return Map.of("start_date", LocalDate.ofEpochDay(day).toString());
  }

  private void writeBoth(
      Map<String, String> partition, EnrichedShard enriched, List<ManifestEntry> entries) {
    ColumnsWriter trusted = tables.trustedSink().openColumns(partition);
    ColumnsWriter refined = null;
    try {
      refined = tables.refinedSink().openBeside(trusted, partition);
      enriched.writeBoth(trusted, refined);
      entries.add(ManifestEntry.written(trusted.finish()));
      entries.add(ManifestEntry.written(refined.finish()));
    } catch (RuntimeException | Error failure) {
      trusted.abandon();
      if (refined != null) {
        refined.abandon();
      }
      throw failure;
    }
  }

  private static void write(
      TableSink sink,
      Map<String, String> partition,
      Consumer<ColumnsWriter> rows,
      List<ManifestEntry> entries) {
    ColumnsWriter writer = sink.openColumns(partition);
    try {
      rows.accept(writer);
      entries.add(ManifestEntry.written(writer.finish()));
    } catch (RuntimeException | Error failure) {
      writer.abandon();
      throw failure;
    }
  }

  /** A shard to finish although nothing new came for it. */
  static final class Seed extends DoFn<Long, KV<Long, byte[]>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Long key, OutputReceiver<KV<Long, byte[]>> out) {
      out.output(KV.of(key, NOTHING_NEW));
    }
  }
}
