package dev.bookreel.bench;

import dev.bookreel.transforms.packed.BytesDictionary;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Numbers of 100,000 e-mail addresses, asked for in another order than they were given in. */
public class BytesDictionaryBenchmark extends HotPart {
  private static final int EMAILS = 100_000;
  private Slices known;
  private Slices unknown;
  private BytesDictionary dictionary;

  @Setup
  public void deliver() {
    String[] emails = Names.emails(2 * EMAILS);
    known = Slices.shuffled(Arrays.copyOf(emails, EMAILS));
    unknown = Slices.shuffled(Arrays.copyOfRange(emails, EMAILS, 2 * EMAILS));
    dictionary = numbered(new Slices(Arrays.copyOf(emails, EMAILS)));
  }

  /** Fills a dictionary that is empty at first. */
  @Benchmark
  @OperationsPerInvocation(EMAILS)
  public BytesDictionary numberNew() {
    return numbered(known);
  }

  @Benchmark
  @OperationsPerInvocation(EMAILS)
  public void numberKnown(Blackhole blackhole) {
    for (int email = 0; email < EMAILS; email++) {
      blackhole.consume(dictionary.number(known.pool(), known.start(email), known.end(email)));
    }
  }

  @Benchmark
  @OperationsPerInvocation(EMAILS)
  public void containsKnown(Blackhole blackhole) {
    lookUp(known, blackhole);
  }

  @Benchmark
  @OperationsPerInvocation(EMAILS)
  public void containsUnknown(Blackhole blackhole) {
    lookUp(unknown, blackhole);
  }

  private void lookUp(Slices emails, Blackhole blackhole) {
    for (int email = 0; email < EMAILS; email++) {
      blackhole.consume(dictionary.contains(emails.pool(), emails.start(email), emails.end(email)));
    }
  }

  private static BytesDictionary numbered(Slices emails) {
    BytesDictionary numbered = new BytesDictionary();
    for (int email = 0; email < EMAILS; email++) {
      numbered.number(emails.pool(), emails.start(email), emails.end(email));
    }
    return numbered;
  }
}
