package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.packed.Unpacker;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.table.ColumnsWriter;
import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the chosen rows of a batch of ranges as new versions, into one file. */
final class WriteRows {
  private final Dump dump;
  private final List<FileRange> ranges;
  private final int date;
  private final Map<Integer, BitSet> chosen = new TreeMap<>();

  WriteRows(Dump dump, List<FileRange> ranges, int date) {
    this.dump = dump;
    this.ranges = ranges;
    this.date = date;
  }

  /** Adds what a shard chose. */
  void choose(byte[] packed) {
    Unpacker in = new Unpacker();
    in.moveTo(packed, 0);
    while (in.hasMore()) {
      int range = (int) in.unsigned();
      chosen.computeIfAbsent(range, unused -> new BitSet()).set(Math.toIntExact(in.unsigned()));
    }
  }

  /** Parses the ranges once more, and writes the rows that were chosen. */
  WrittenFile write(TableSink sink) {
    ColumnsWriter writer = sink.openColumns(Map.of());
    try {
      DumpRowWriter row = new DumpRowWriter(dump.table(), writer, date);
      for (Map.Entry<Integer, BitSet> range : chosen.entrySet()) {
        write(ranges.get(range.getKey()), range.getValue(), row);
      }
      row.flush();
      return writer.finish();
    } catch (RuntimeException | Error failure) {
      writer.abandon();
      throw failure;
    }
  }

  private void write(FileRange range, BitSet wanted, DumpRowWriter writer) {
    int number = 0;
    int left = wanted.cardinality();
    try (DumpReader reader = dump.open(range)) {
      while (left > 0 && reader.next()) {
        for (DumpRow row : rows(reader)) {
          if (wanted.get(number++)) {
            writer.write(row);
            left--;
          }
        }
      }
    }
    if (left > 0) {
      throw new IllegalStateException(
          range.name() + " changed in the raw zone while it was read: restore it.");
    }
  }

  private static List<DumpRow> rows(DumpReader reader) {
    try {
      return reader.rows();
    } catch (Rejected known) {
      return List.of();
    }
  }
}
