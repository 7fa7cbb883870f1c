package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.check.Rejection;
import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.quality.DistinctChunks;
import dev.bookreel.transforms.quality.DumpRowValues;
import dev.bookreel.transforms.quality.Measures;
import dev.bookreel.transforms.quality.References;
import dev.bookreel.transforms.quality.Rule;
import dev.bookreel.transforms.quality.RuleChecker;
import dev.bookreel.transforms.quality.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Parses one range of a dump, and sends the fingerprints of its rows to their shards. */
final class ScatterDump {
  /** A range that is rejected as a whole must not be held as a whole. */
  private static final int MOST_REJECTIONS = 256;

  private final Dump dump;
  private final FileRange range;
  private final RowFingerprints fingerprints;
  private final MatchChunk.Encoder[] chunks;
  private final BiConsumer<Long, byte[]> out;

  private final DistinctChunks distinct;
  private final RuleChecker checker;
  private final DumpRowValues values;

  private List<Rejection> rejections = new ArrayList<>();
  private long read;
  private long rows;

  /**
   * Prepares the parsing of a range.
   *
   * @param number the range's place among those of the dump
   * @param rules whose rows are checked
   * @param references what rules look values up in
   * @param out takes chunks by shard, and reports under negative keys
   */
  ScatterDump(
      Dump dump,
      int number,
      FileRange range,
      int shards,
      RuleSet rules,
      References references,
      BiConsumer<Long, byte[]> out) {
    this.dump = dump;
    this.range = range;
    this.fingerprints = new RowFingerprints(dump);
    this.chunks =
        Stream.generate(() -> MatchChunk.Encoder.ofRows(number))
            .limit(shards)
            .toArray(MatchChunk.Encoder[]::new);
    this.out = out;
    this.distinct = new DistinctChunks(shards, out);
    this.checker = new RuleChecker(rules, distinct);
    this.values = new DumpRowValues(references);
  }

  /** Parses all records, and returns how many there were. */
  long scatter(DumpReader reader) {
    long records = 0;
    while (reader.next()) {
      records++;
      read++;
      try {
        add(reader.recordNumber(), reader.rows());
      } catch (Rejected rejected) {
        reject(reader, rejected);
      }
      reader.noteFields();
    }
    for (int shard = 0; shard < chunks.length; shard++) {
      if (!chunks[shard].isEmpty()) {
        out.accept((long) shard, chunks[shard].take());
      }
    }
    distinct.finish();
    report(reader.fields(), checker.measures());
    return records;
  }

  /**
   * Rows of a record that rules reject are counted, too: who writes the others does not know the
   * rules, and counts all.
   */
  private void add(long record, List<DumpRow> recordRows) throws Rejected {
    Set<Rule> broken = new LinkedHashSet<>();
    for (DumpRow row : recordRows) {
      broken.addAll(checker.check(values.of(row)));
    }
    if (!broken.isEmpty()) {
      rows += recordRows.size();
      throw Rule.rejection(broken);
    }
    for (DumpRow row : recordRows) {
      checker.measure(values.of(row));
      fingerprints.take(row);
      int shard = fingerprints.shard(chunks.length);
      chunks[shard].addRow(fingerprints, rows++, record, recordRows.size());
      sendIfFull(shard);
    }
  }

  private void reject(DumpReader reader, Rejected rejected) {
    for (DumpRow key : reader.keys()) {
      fingerprints.takeKey(key);
      int shard = fingerprints.shard(chunks.length);
      chunks[shard].addRejected(fingerprints);
      sendIfFull(shard);
    }
    rejections.add(
        Rejection.of(dump.name(), rejected, reader.raw(), range.name(), reader.recordNumber()));
    if (rejections.size() == MOST_REJECTIONS) {
      report(Fields.NONE, Measures.NONE);
    }
  }

  private void sendIfFull(int shard) {
    if (chunks[shard].isFull()) {
      out.accept((long) shard, chunks[shard].take());
    }
  }

  private void report(Fields fields, Measures measures) {
    RangeReport report = new RangeReport(read, rejections, fields, measures);
    out.accept(report.key(range), report.encode());
    rejections = new ArrayList<>();
    read = 0;
  }
}
