package dev.bookreel.bench;

import dev.bookreel.transforms.parse.Instants;
import dev.bookreel.transforms.parse.Rejected;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Time stamps such as 2021-12-25T14:27:16.273+0100. */
public class InstantsBenchmark extends HotPart {
  private static final int VALUES = 10_000;
  private Slices values;

  @Setup
  public void deliver() {
    long[] startAt = new Sessions(VALUES).startAt;
    values = new Slices(Arrays.stream(startAt).mapToObj(Sessions::text).toArray(String[]::new));
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void parseMicros(Blackhole blackhole) throws Rejected {
    for (int value = 0; value < VALUES; value++) {
      blackhole.consume(
          Instants.parseMicros(values.pool(), values.start(value), values.end(value), "start_at"));
    }
  }
}
