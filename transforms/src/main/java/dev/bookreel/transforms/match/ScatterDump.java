package dev.bookreel.transforms.match;

import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.check.Rejection;
import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Rejected;
import java.util.ArrayList;
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

  private List<Rejection> rejections = new ArrayList<>();
  private long read;
  private long rows;

  /**
   * Prepares the parsing of a range.
   *
   * @param number the range's place among those of the dump
   * @param out takes chunks by shard, and reports under negative keys
   */
  ScatterDump(Dump dump, int number, FileRange range, int shards, BiConsumer<Long, byte[]> out) {
    this.dump = dump;
    this.range = range;
    this.fingerprints = new RowFingerprints(dump);
    this.chunks =
        Stream.generate(() -> MatchChunk.Encoder.ofRows(number))
            .limit(shards)
            .toArray(MatchChunk.Encoder[]::new);
    this.out = out;
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
    }
    for (int shard = 0; shard < chunks.length; shard++) {
      if (!chunks[shard].isEmpty()) {
        out.accept((long) shard, chunks[shard].take());
      }
    }
    report(reader.unknownFields());
    return records;
  }

  private void add(long record, List<DumpRow> recordRows) {
    for (DumpRow row : recordRows) {
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
        new Rejection(
            dump.name(),
            rejected.rule(),
            rejected.getMessage(),
            reader.raw(),
            range.name(),
            reader.recordNumber()));
    if (rejections.size() == MOST_REJECTIONS) {
      report(Set.of());
    }
  }

  private void sendIfFull(int shard) {
    if (chunks[shard].isFull()) {
      out.accept((long) shard, chunks[shard].take());
    }
  }

  private void report(Set<String> unknownFields) {
    RangeReport report = new RangeReport(read, rejections, unknownFields);
    out.accept(report.key(range), report.encode());
    rejections = new ArrayList<>();
    read = 0;
  }
}
