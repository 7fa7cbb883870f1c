package dev.bookreel.transforms.stream;

import dev.bookreel.bench.HotPart;
import dev.bookreel.bench.Names;
import dev.bookreel.bench.Slices;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Match keys of e-mail addresses, as bytes. In this package, since nobody else may ask. */
public class ViewersBenchmark extends HotPart {
  private static final int EMAILS = 10_000;
  private final Viewers viewers = new Viewers();
  private Slices emails;

  @Setup
  public void deliver() {
    emails = Slices.shuffled(Names.emails(EMAILS));
  }

  /** What each session asks for: the key, and the shard by its hash. */
  @Benchmark
  @OperationsPerInvocation(EMAILS)
  public void foldAndHash(Blackhole blackhole) {
    for (int email = 0; email < EMAILS; email++) {
      viewers.fold(emails.pool(), emails.start(email), emails.end(email));
      blackhole.consume(viewers.hash());
    }
  }
}
