package dev.bookreel.bench;

import dev.bookreel.transforms.text.MatchKey;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Match keys of titles in capitals. */
public class MatchKeyBenchmark extends HotPart {
  private static final int TITLES = 10_000;
  private String[] ascii;
  private String[] accented;

  @Setup
  public void deliver() {
    ascii = Names.loudTitles(TITLES);
    accented = Arrays.stream(ascii).map(title -> "CAFÉ " + title).toArray(String[]::new);
  }

  @Benchmark
  @OperationsPerInvocation(TITLES)
  public void ascii(Blackhole blackhole) {
    for (String title : ascii) {
      blackhole.consume(MatchKey.of(title));
    }
  }

  /** The long way: one letter beyond ASCII is enough. */
  @Benchmark
  @OperationsPerInvocation(TITLES)
  public void accented(Blackhole blackhole) {
    for (String title : accented) {
      blackhole.consume(MatchKey.of(title));
    }
  }
}
