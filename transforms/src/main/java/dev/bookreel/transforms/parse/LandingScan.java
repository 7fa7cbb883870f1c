package dev.bookreel.transforms.parse;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks once over a file that lands: recognises its form, counts its records, and notes where it
 * may be cut so that several workers can read it.
 */
public final class LandingScan {
  private final List<Cut> cuts = new ArrayList<>();
  private final long bytesARange;

  private LandingScan(long bytesARange) {
    this.bytesARange = bytesARange;
  }

  /**
   * A place where a range may begin.
   *
   * @param offset of a record's first byte
   * @param record that record's number, from 1
   */
  public record Cut(long offset, long record) {}

  /**
   * What a file holds.
   *
   * @param header the columns of a CSV file, else empty
   * @param end where the last record has ended
   */
  public record Result(Format format, List<String> header, long records, List<Cut> cuts, long end) {

    /** The file as ranges, each with whole records; none when it has no record. */
    public List<FileRange> ranges(String path, String name, int file, boolean gzip) {
      List<FileRange> ranges = new ArrayList<>();
      for (int i = 0; i < cuts.size(); i++) {
        boolean lastOne = gzip || i + 1 == cuts.size();
        ranges.add(
            new FileRange(
                path,
                name,
                file,
                format,
                gzip,
                header,
                cuts.get(i).offset(),
                lastOne ? end : cuts.get(i + 1).offset(),
                cuts.get(i).record()));
        if (lastOne) {
          break;
        }
      }
      return ranges;
    }
  }

  /**
   * Reads a CSV file to its end.
   *
   * @param bytesARange how far apart cuts are at least
   * @throws RefusedFile when it has no header, names a column twice, or is no text
   */
  public static Result ofCsv(InputStream in, long bytesARange) {
    return ofCsv(new RecordBuffer(in, 0), bytesARange);
  }

  static Result ofCsv(RecordBuffer buffer, long bytesARange) {
    LandingScan scan = new LandingScan(bytesARange);
    buffer.skipByteOrderMark();
    CsvRecords records = new CsvRecords(buffer);
    if (!records.next()) {
      throw empty("a header with the names of the columns");
    }
    List<String> header = header(records);
    long number = 0;
    long end = records.endOffset();
    while (records.skip()) {
      number++;
      if (records.standsAlone()) {
        scan.cut(records.offset(), number);
      }
      end = records.endOffset();
    }
    return new Result(Format.CSV, header, number, List.copyOf(scan.cuts), end);
  }

  /**
   * Reads a JSON file to its end: an array, or a record a line.
   *
   * @param bytesARange how far apart cuts are at least
   * @throws RefusedFile when it is cut off, is another value than an array of records, or is no
   *     JSON at all
   */
  public static Result ofJson(InputStream in, long bytesARange) {
    return ofJson(new RecordBuffer(in, 0), bytesARange);
  }

  static Result ofJson(RecordBuffer buffer, long bytesARange) {
    LandingScan scan = new LandingScan(bytesARange);
    byte first = firstByte(buffer);
    boolean lines = first == '{';
    if (!lines && first != '[') {
      throw new RefusedFile(
          "it is not JSON",
          "its first byte is 0x" + Integer.toHexString(first & 0xff),
          "deliver one array of records, or one record a line");
    }
    if (!lines) {
      buffer.start++;
    }
    JsonRecords records = new JsonRecords(buffer, lines);
    long end = buffer.offset(buffer.start);
    while (records.next()) {
      scan.cut(records.offset(), records.number());
      end = records.endOffset();
      if (lines && records.number() == 1 && !records.whole() && records.anythingLeft()) {
        throw RefusedFile.objectInsteadOfArray(records.offset());
      }
    }
    if (lines && !records.whole()) {
      throw RefusedFile.truncated(records.offset());
    }
    if (!lines && !records.closed()) {
      throw new RefusedFile(
          "it is cut off",
          "the array is not closed after " + records.number() + " records",
          "ask for the delivery again");
    }
    if (!lines && records.anythingLeft()) {
      throw RefusedFile.broken("something follows the end of the array");
    }
    Format format = lines ? Format.JSON_LINES : Format.JSON_ARRAY;
    return new Result(format, List.of(), records.number(), List.copyOf(scan.cuts), end);
  }

  private void cut(long offset, long record) {
    if (cuts.isEmpty() || offset - cuts.get(cuts.size() - 1).offset() >= bytesARange) {
      cuts.add(new Cut(offset, record));
    }
  }

  private static byte firstByte(RecordBuffer buffer) {
    buffer.skipByteOrderMark();
    while (true) {
      while (buffer.start < buffer.limit && JsonRecords.space(buffer.bytes[buffer.start])) {
        buffer.start++;
      }
      if (buffer.start < buffer.limit) {
        return buffer.bytes[buffer.start];
      }
      if (!buffer.more()) {
        throw empty("an array of records, if need be an empty one: []");
      }
    }
  }

  private static List<String> header(CsvRecords records) {
    if (records.problem() != null) {
      throw RefusedFile.broken("the header cannot be split: " + records.problem().getMessage());
    }
    List<String> header = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int field = 0; field < records.fields(); field++) {
      String name;
      try {
        name = Utf8.decode(records.bytes(), records.start(field), records.end(field)).strip();
      } catch (Rejected e) {
        throw binary();
      }
      if (name.indexOf('\0') >= 0) {
        throw binary();
      }
      if (!names.add(name)) {
        throw new RefusedFile(
            "its header names a column twice",
            "column \"" + name + "\" is there more than once",
            "ask for the delivery again, with each column once");
      }
      header.add(name);
    }
    return List.copyOf(header);
  }

  private static RefusedFile empty(String due) {
    return new RefusedFile("it is empty", "it should hold " + due, "ask for the delivery again");
  }

  private static RefusedFile binary() {
    return new RefusedFile(
        "it is not text",
        "its first line holds bytes that no UTF-8 text has",
        "deliver UTF-8 text, or gzip with the ending .gz");
  }
}
