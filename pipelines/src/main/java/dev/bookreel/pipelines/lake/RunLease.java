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

  /** How far a host's clock may be from that of its storage: S3 refuses those that differ more. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

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

  /**
   * A moment before which no run that is still alive can have written a file, by the storage's
   * clock; none when no run is at work.
   */
  public static Optional<Instant> earliest(Lake lake) {
    List<Instant> begins = new ArrayList<>();
    try {
      List<StoredFile> leases =
          lake.runs().files().stream()
              .filter(file -> file.path().name().startsWith(PREFIX))
              .toList();
      Instant dead = now(leases).minus(DEAD_AFTER);
      for (StoredFile lease : leases) {
        if (!lease.modified().isBefore(dead)) {
          read(lease.path()).ifPresent(begin -> begins.add(begin.minus(CLOCKS_DIFFER)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + lake.runs(), e);
    }
    return begins.stream().min(Instant::compareTo);
  }

  /** Not later than now by the storage's clock, which tells when leases were written. */
  private static Instant now(List<StoredFile> leases) {
    Instant own = Instant.now().minus(CLOCKS_DIFFER);
    return leases.stream()
        .map(StoredFile::modified)
        .filter(own::isBefore)
        .max(Instant::compareTo)
        .orElse(own);
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
    } catch (IOException | RuntimeException e) {
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
