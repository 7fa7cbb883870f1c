package dev.bookreel.bench;

import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.LandingScan;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Where records of CSV end, and their fields: a row is a session. */
public class CsvBenchmark extends HotPart {
  private static final int ROWS = 100_000;
  private byte[] csv;
  private FileRange range;

  @Setup
  public void deliver() {
    csv = new Sessions(ROWS).csv();
    range = bound().ranges("memory", "streams.csv", 0, false).get(0);
  }

  /** What landing does: ends of records only. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public LandingScan.Result bound() {
    return LandingScan.ofCsv(new ByteArrayInputStream(csv), Long.MAX_VALUE);
  }

  /** What parsing does first. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void split(Blackhole blackhole) {
    int begin = (int) range.begin();
    InputStream in = new ByteArrayInputStream(csv, begin, csv.length - begin);
    try (CsvReader reader = new CsvReader(in, range)) {
      while (reader.next()) {
        blackhole.consume(reader.end(4));
      }
    }
  }
}
