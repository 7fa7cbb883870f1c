package dev.bookreel.transforms.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the records of one range of a JSON file: elements of an array, or lines. */
public final class JsonReader implements AutoCloseable {
  /**
   * Deeper nesting is rejected: no record needs it, and a hostile one must not exhaust the stack.
   */
  private static final int MOST_DEPTH = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxStringLength(RecordBuffer.MOST_BYTES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final InputStream in;
  private final FileRange range;
  private final JsonRecords records;
  private final JsonTape tape = new JsonTape();

  /** Reads a range from its first byte on. */
  public JsonReader(InputStream in, FileRange range) {
    this(in, range, new RecordBuffer(in, range.begin()));
  }

  /** Reads with a window of another size. */
  JsonReader(InputStream in, FileRange range, RecordBuffer buffer) {
    this.in = in;
    this.range = range;
    this.records = new JsonRecords(buffer, range.format() == Format.JSON_LINES);
  }

  /** Opens the range's file with Beam's FileSystems and reads it. */
  public static JsonReader open(FileRange range) {
    return new JsonReader(RangeInput.open(range), range);
  }

  /** Moves on to the next record; false at the range's end. */
  public boolean next() {
    return records.next();
  }

  /** The number of this record in its file, from 1. */
  public long recordNumber() {
    return range.firstRecord() + records.number() - 1;
  }

  /**
   * The record, whose root is a JSON object, until another one is asked for.
   *
   * @throws Rejected by rule {@code record.size} when it is too long, {@code record.utf8} when it
   *     is not UTF-8, {@code record.json} when it is no JSON, nests too deep, or names a field
   *     twice, {@code record.object} when it is another value than an object
   */
  public JsonTape object() throws Rejected {
    if (records.problem() != null) {
      throw records.problem();
    }
    // Jackson takes some of what is not UTF-8, such as surrogates on their own.
    Utf8.require(records.bytes(), records.start(), records.start() + records.length());
    try (JsonParser parser =
        JSON.createParser(records.bytes(), records.start(), records.length())) {
      tape.read(parser);
    } catch (JsonProcessingException e) {
      throw notJson(e.getOriginalMessage());
    } catch (IOException e) {
      // With NULs in it Jackson takes it for UTF-32.
      throw notJson(e.getMessage());
    }
    if (tape.type(JsonTape.ROOT) != JsonNodeType.OBJECT) {
      throw new Rejected(
          "record.object", "the record is not an object but " + tape.type(JsonTape.ROOT));
    }
    return tape;
  }

  /** The record as it was delivered, for the quarantine: at most 64 KiB of it. */
  public String raw() {
    return records.raw();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + range.name(), e);
    }
  }

  private static Rejected notJson(String message) {
    return new Rejected(
        "record.json", "the record is not JSON: " + message.lines().findFirst().orElse(""));
  }
}
