package dev.bookreel.bench;

import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.dataset.Reviews;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.JsonReader;
import dev.bookreel.transforms.parse.LandingScan;
import dev.bookreel.transforms.parse.Rejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Records of JSON on their way to rows: a row is a review. Each step does those before it, too. */
public class ReviewsBenchmark extends HotPart {
  private static final int ROWS = 20_000;
  private byte[] json;
  private Path file;
  private FileRange range;

  @Setup
  public void deliver() throws IOException {
    json = ReviewRecords.json(ROWS);
    file = Files.createTempFile("reviews", ".json");
    Files.write(file, json);
    range =
        LandingScan.ofJson(new ByteArrayInputStream(json), Long.MAX_VALUE)
            .ranges(file.toString(), "reviews.json", 0, false)
            .get(0);
  }

  @TearDown
  public void remove() throws IOException {
    Files.delete(file);
  }

  /** Where records end. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void split(Blackhole blackhole) {
    try (JsonReader reader = new JsonReader(in(), range)) {
      while (reader.next()) {
        blackhole.consume(reader.recordNumber());
      }
    }
  }

  /** Records as lists of their values. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void parse(Blackhole blackhole) throws Rejected {
    try (JsonReader reader = new JsonReader(in(), range)) {
      while (reader.next()) {
        blackhole.consume(reader.object());
      }
    }
  }

  /** Rows of the trusted table, read from a file. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void rows(Blackhole blackhole) throws Rejected {
    try (DumpReader reader = new Reviews().open(range)) {
      while (reader.next()) {
        blackhole.consume(reader.rows());
      }
    }
  }

  private InputStream in() {
    int begin = (int) range.begin();
    return new ByteArrayInputStream(json, begin, (int) range.end() - begin);
  }
}
