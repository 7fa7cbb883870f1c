package dev.bookreel.pipelines.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells others that a run is at work, and since when: files that it has written and not committed
 * yet must not be taken for garbage.
 *
 * <p>A file in {@code runs/} holds the moment when the run began, and is touched as long as the run
 * lives. One that was not touched for some minutes belongs to a run that died.
 */
public final class RunLease {
  private static final String PREFIX = ".running-";
  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final Duration DEAD_AFTER = Duration.ofMinutes(5);

  private final Path file;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "bookreel-lease");
            thread.setDaemon(true);
            return thread;
          });

  private ScheduledFuture<?> beats;

  private RunLease(Path file) {
    this.file = file;
  }

  /** Does some work, telling others of it as long as it lasts. */
  public static <T> T during(Lake lake, Supplier<T> work) {
    RunLease lease = begin(lake);
    try {
      return work.get();
    } finally {
      lease.end();
    }
  }

  private static RunLease begin(Lake lake) {
    Path file = lake.runs().resolve(PREFIX + UUID.randomUUID());
    try {
      Lake.writeAtomically(file, Instant.now().toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + lake.runs(), e);
    }
    RunLease lease = new RunLease(file);
    lease.beats =
        lease.heart.scheduleAtFixedRate(
            lease::beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
    return lease;
  }

  /** When the longest-running run that is still alive began. */
  public static Optional<Instant> earliest(Lake lake) {
    Instant dead = Instant.now().minus(DEAD_AFTER);
    List<Instant> begins = new ArrayList<>();
    try {
      if (!Files.isDirectory(lake.runs())) {
        return Optional.empty();
      }
      List<Path> leases;
      try (Stream<Path> files = Files.list(lake.runs())) {
        leases = files.filter(file -> file.getFileName().toString().startsWith(PREFIX)).toList();
      }
      for (Path lease : leases) {
        read(lease, dead).ifPresent(begins::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + lake.runs(), e);
    }
    return begins.stream().min(Instant::compareTo);
  }

  private static Optional<Instant> read(Path lease, Instant dead) throws IOException {
    try {
      if (Files.getLastModifiedTime(lease).toInstant().isBefore(dead)) {
        return Optional.empty();
      }
      return Optional.of(Instant.parse(Files.readString(lease)));
    } catch (NoSuchFileException ended) {
      return Optional.empty();
    }
  }

  private void beat() {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // The next beat may succeed; a lake that cannot be written to will stop the run itself.
      return;
    }
  }

  private void end() {
    beats.cancel(false);
    heart.shutdownNow();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
