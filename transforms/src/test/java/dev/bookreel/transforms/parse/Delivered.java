package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * A delivered file in memory, scanned and read through windows of a chosen size.
 *
 * <p>With windows of a few bytes, every place in a small file is the edge of one.
 */
final class Delivered {
  private final byte[] content;
  private final int window;
  private final int mostBytes;

  Delivered(byte[] content, int window, int mostBytes) {
    this.content = content;
    this.window = window;
    this.mostBytes = mostBytes;
  }

  static Delivered of(byte[] content) {
    return new Delivered(content, 1 << 20, RecordBuffer.MOST_BYTES);
  }

  static Delivered of(String content) {
    return of(content.getBytes(UTF_8));
  }

  Delivered inWindowsOf(int bytes) {
    return new Delivered(content, bytes, mostBytes);
  }

  LandingScan.Result scanCsv(long bytesARange) {
    return LandingScan.ofCsv(buffer(0, content.length), bytesARange);
  }

  LandingScan.Result scanJson(long bytesARange) {
    return LandingScan.ofJson(buffer(0, content.length), bytesARange);
  }

  CsvReader openCsv(FileRange range) {
    return new CsvReader(ByteArrayInputStream.nullInputStream(), range, buffer(range));
  }

  private JsonReader openJson(FileRange range) {
    return new JsonReader(ByteArrayInputStream.nullInputStream(), range, buffer(range));
  }

  /** Every record of all ranges as text: number, fields or what is wrong, raw text. */
  List<String> readCsv(LandingScan.Result scan) {
    List<String> records = new ArrayList<>();
    for (FileRange range : scan.ranges("memory", "movies.csv", 0, false)) {
      try (CsvReader reader = openCsv(range)) {
        while (reader.next()) {
          records.add(reader.recordNumber() + " " + outcome(reader, scan) + " " + reader.raw());
        }
      }
    }
    return records;
  }

  /** Every record of all ranges as text: number, value or what is wrong, raw text. */
  List<String> readJson(LandingScan.Result scan) {
    List<String> records = new ArrayList<>();
    for (FileRange range : scan.ranges("memory", "books.json", 0, false)) {
      try (JsonReader reader = openJson(range)) {
        while (reader.next()) {
          records.add(reader.recordNumber() + " " + outcome(reader) + " " + reader.raw());
        }
      }
    }
    return records;
  }

  private RecordBuffer buffer(FileRange range) {
    return buffer((int) range.begin(), (int) range.end());
  }

  private RecordBuffer buffer(int begin, int end) {
    return new RecordBuffer(
        new ByteArrayInputStream(content, begin, end - begin),
        begin,
        Math.min(window, mostBytes + 1),
        mostBytes);
  }

  private static String outcome(CsvReader reader, LandingScan.Result scan) {
    if (reader.problem() != null) {
      return reader.problem().rule() + ": " + reader.problem().getMessage();
    }
    String[] fields = new String[scan.header().size()];
    try {
      for (int i = 0; i < fields.length; i++) {
        fields[i] = reader.text(i);
      }
      return Arrays.toString(fields);
    } catch (Rejected e) {
      return e.rule() + ": " + e.getMessage();
    }
  }

  private static String outcome(JsonReader reader) {
    try {
      return json(reader.object(), JsonTape.ROOT);
    } catch (Rejected e) {
      return e.rule() + ": " + e.getMessage();
    }
  }

  /** A value as Jackson writes it, without white space. */
  private static String json(JsonTape tape, int place) {
    StringJoiner held = new StringJoiner(",");
    for (int inner = place + 1; inner < tape.end(place); inner = tape.end(inner)) {
      String name = tape.name(inner) == null ? "" : TextNode.valueOf(tape.name(inner)) + ":";
      held.add(name + json(tape, inner));
    }
    return switch (tape.type(place)) {
      case OBJECT -> "{" + held + "}";
      case ARRAY -> "[" + held + "]";
      case STRING -> TextNode.valueOf(tape.text(place)).toString();
      case NULL -> "null";
      default -> tape.text(place);
    };
  }
}
