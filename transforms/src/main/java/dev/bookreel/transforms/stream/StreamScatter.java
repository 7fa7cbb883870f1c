package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.check.Rejection;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.quality.DistinctChunks;
import dev.bookreel.transforms.quality.References;
import dev.bookreel.transforms.quality.Rule;
import dev.bookreel.transforms.quality.RuleChecker;
import dev.bookreel.transforms.quality.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Parses the sessions of one range of a file and packs them by shard: every row is parsed once and
 * travels once, as bytes.
 */
final class StreamScatter {
  private static final int DISTINCT_BUCKETS = 16;
  private final FileRange range;
  private final ShardPlan plan;
  private final BusinessDays days;
  private final BiConsumer<Long, byte[]> out;
  private final DistinctChunks distinct;
  private final RuleChecker checker;
  private final StreamLookups lookups;
  private final BytesDictionary users;

  /** Rules that ask whether the viewer is a user: that is looked up for each session anyway. */
  private final Set<Integer> userLookUps;

  private final BytesDictionary titles = new BytesDictionary();
  private final StreamBatch batch = new StreamBatch();
  private final Map<Long, StreamChunk.Encoder> chunks = new HashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  /**
   * Prepares the parsing of one range.
   *
   * @param rules whose rows are checked
   * @param known movies and users, by whose numbers viewers travel
   * @param references what rules look values up in that is not known
   * @param out takes each packed chunk with the key of its shard
   */
  StreamScatter(
      FileRange range,
      ShardPlan plan,
      BusinessDays days,
      RuleSet rules,
      Catalogue known,
      References references,
      BiConsumer<Long, byte[]> out) {
    this.range = range;
    this.plan = plan;
    this.days = days;
    this.out = out;
    this.distinct = new DistinctChunks(DISTINCT_BUCKETS, out);
    this.users = known.users();
    this.userLookUps = rules.lookUps(StreamValues.EMAIL, Catalogue.USERS);
    this.checker = new RuleChecker(rules, distinct, userLookUps);
    this.lookups = new StreamLookups(rules.references(), known, references, titles);
  }

  /** Parses all records, gives out all chunks, and reports the rest. */
  RangeReport scatter(CsvReader reader) {
    long read = 0;
    StreamRecord row = new StreamRecord(reader);
    StreamValues values = new StreamValues(reader, row, titles, days, lookups);
    while (reader.next()) {
      read++;
      try {
        row.read();
        values.next();
        List<Rule> broken = checker.check(values);
        if (!broken.isEmpty()) {
          throw Rule.rejection(broken);
        }
        checker.measure(values);
        batch.add(reader.buffer(), row, values.title(), values.viewer(), reader.recordNumber());
        if (batch.isFull()) {
          packBatch();
        }
      } catch (Rejected rejected) {
        rejections.add(
            Rejection.of("streams", rejected, reader.raw(), range.name(), reader.recordNumber()));
      }
    }
    packBatch();
    chunks.forEach((key, chunk) -> out.accept(key, chunk.finish()));
    distinct.finish();
    return new RangeReport(read, rejections, Fields.ofColumns(range.header()), checker.measures());
  }

  private void packBatch() {
    int unknown = batch.lookUp(users);
    userLookUps.forEach(probe -> checker.counted(probe, batch.size(), unknown));
    for (int row = 0; row < batch.size(); row++) {
      long key = plan.key(days.dayOf(batch.startAt(row)), batch.viewerHash(row));
      StreamChunk.Encoder chunk = chunks.get(key);
      if (chunk == null) {
        chunk = new StreamChunk.Encoder(range.file());
        chunks.put(key, chunk);
      }
      batch.pack(row, titles, chunk);
    }
    batch.clear();
  }
}
