package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.check.Rejection;
import dev.bookreel.transforms.dataset.Streams;
import dev.bookreel.transforms.dataset.UnknownFields;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Parses the sessions of one range of a file and packs them by shard: every row is parsed once and
 * travels once, as bytes.
 */
final class StreamScatter {
  private final FileRange range;
  private final ShardPlan plan;
  private final BusinessDays days;
  private final BiConsumer<Long, byte[]> out;

  private final BytesDictionary titles = new BytesDictionary();
  private final Viewers viewers = new Viewers();
  private final Map<Long, StreamChunk.Encoder> chunks = new HashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  /**
   * Prepares the parsing of one range.
   *
   * @param out takes each packed chunk with the key of its shard
   */
  StreamScatter(FileRange range, ShardPlan plan, BusinessDays days, BiConsumer<Long, byte[]> out) {
    this.range = range;
    this.plan = plan;
    this.days = days;
    this.out = out;
  }

  /** Parses all records, gives out all chunks, and reports the rest. */
  RangeReport scatter(CsvReader reader) {
    long read = 0;
    StreamRecord row = new StreamRecord(reader);
    while (reader.next()) {
      read++;
      try {
        row.read();
        add(reader, row);
      } catch (Rejected rejected) {
        rejections.add(
            new Rejection(
                "streams",
                rejected.rule(),
                rejected.getMessage(),
                reader.raw(),
                range.name(),
                reader.recordNumber()));
      }
    }
    chunks.forEach((key, chunk) -> out.accept(key, chunk.finish()));
    return new RangeReport(
        read, rejections, UnknownFields.of(range.header(), new Streams().requiredColumns()));
  }

  private void add(CsvReader reader, StreamRecord row) {
    byte[] buffer = reader.buffer();
    viewers.fold(buffer, row.emailStart, row.emailEnd);
    long key = plan.key(days.dayOf(row.startAt), viewers.hash());
    StreamChunk.Encoder chunk = chunks.get(key);
    if (chunk == null) {
      chunk = new StreamChunk.Encoder(range.file());
      chunks.put(key, chunk);
    }
    chunk.add(
        titles,
        titles.number(buffer, row.titleStart, row.titleEnd),
        buffer,
        row.emailStart,
        row.emailEnd,
        row.sizeMb,
        row.startAt,
        row.endAt,
        reader.recordNumber());
  }
}
