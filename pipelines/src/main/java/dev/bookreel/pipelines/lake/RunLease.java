package dev.bookreel.pipelines.lake;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
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

/**
 * Tells others that a run is at work, and since when: files that it has written and not committed
 * yet must not be taken for garbage.
 *
 * <p>A file in {@code runs/} holds the moment when the run began, and is written anew as long as
 * the run lives. One that was not touched for some minutes belongs to a run that died.
 */
public final class RunLease {
  private static final String PREFIX = ".running-";
  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final Duration DEAD_AFTER = Duration.ofMinutes(5);

  private final StoragePath file;
  private final byte[] begin;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "bookreel-lease");
            thread.setDaemon(true);
            return thread;
          });

  private ScheduledFuture<?> beats;

  private RunLease(StoragePath file, Instant begin) {
    this.file = file;
    this.begin = begin.toString().getBytes(StandardCharsets.UTF_8);
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
    RunLease lease = new RunLease(lake.runs().resolve(PREFIX + UUID.randomUUID()), Instant.now());
    try {
      lease.file.replace(lease.begin);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + lake.runs(), e);
    }
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
      for (StoredFile file : lake.runs().files()) {
        if (file.path().name().startsWith(PREFIX) && !file.modified().isBefore(dead)) {
          read(file.path()).ifPresent(begins::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + lake.runs(), e);
    }
    return begins.stream().min(Instant::compareTo);
  }

  private static Optional<Instant> read(StoragePath lease) throws IOException {
    try {
      return Optional.of(Instant.parse(new String(lease.read(), StandardCharsets.UTF_8)));
    } catch (NoSuchFileException ended) {
      return Optional.empty();
    }
  }

  private void beat() {
    try {
      file.replace(begin);
    } catch (IOException e) {
      // The next beat may succeed; a lake that cannot be written to will stop the run itself.
      return;
    }
  }

  private void end() {
    beats.cancel(false);
    heart.shutdown();
    try {
      // A beat that is still under way would bring the file back.
      if (!heart.awaitTermination(BEAT.toSeconds(), TimeUnit.SECONDS)) {
        heart.shutdownNow();
      }
      file.delete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
