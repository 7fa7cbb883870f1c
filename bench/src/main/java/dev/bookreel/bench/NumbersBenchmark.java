package dev.bookreel.bench;

import dev.bookreel.transforms.parse.Numbers;
import dev.bookreel.transforms.parse.Rejected;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Sizes of 16 or 17 digits. */
public class NumbersBenchmark extends HotPart {
  private static final int VALUES = 10_000;
  private Slices values;

  @Setup
  public void deliver() {
    double[] sizeMb = new Sessions(VALUES).sizeMb;
    values = new Slices(Arrays.stream(sizeMb).mapToObj(Double::toString).toArray(String[]::new));
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void parseDouble(Blackhole blackhole) throws Rejected {
    for (int value = 0; value < VALUES; value++) {
      blackhole.consume(
          Numbers.parseDouble(values.pool(), values.start(value), values.end(value), "size_mb"));
    }
  }
}
