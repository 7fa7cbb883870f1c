package dev.bookreel.pipelines.query;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Copies of a bucket's data files on the local disk. A data file never changes, so each is fetched
 * once; one that no query needed for a week is removed.
 */
final class FileCache {
  private static final Duration KEPT = Duration.ofDays(7);
  private final Path folder;

  FileCache(Path folder) {
    this.folder = folder;
  }

  /** Where programs keep such copies, by the XDG base directory specification. */
  static FileCache ofUser() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return new FileCache(base.resolve("bookreel"));
  }

  /** Paths of the local disk, for files wherever they are. */
  List<String> local(List<String> paths) {
    if (paths.stream().allMatch(path -> StoragePath.of(path).isLocal())) {
      return paths;
    }
    try {
      removeOld();
      return paths.parallelStream().map(path -> local(StoragePath.of(path))).toList();
    } catch (UncheckedIOException e) {
      throw UserError.failure(
          "cannot fetch what the query needs",
          String.valueOf(e.getCause()),
          "Check the space below " + folder + ", or set XDG_CACHE_HOME to another folder",
          e);
    }
  }

  private String local(StoragePath file) {
    Path copy = folder.resolve(file.toString().substring("s3://".length()));
    try {
      if (isThere(copy)) {
        return copy.toString();
      }
      Files.createDirectories(copy.getParent());
      Path unfinished = copy.resolveSibling(".tmp-" + UUID.randomUUID());
      try (InputStream in = file.open()) {
        Files.copy(in, unfinished);
        Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      return copy.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fetch " + file, e);
    }
  }

  /** Finds a copy, and keeps it for another week. */
  private static boolean isThere(Path copy) throws IOException {
    try {
      Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void removeIfOlder(Path file, Instant moment) throws IOException {
    try {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(moment)) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return; // Another query was faster.
    }
  }

  private void removeOld() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant old = Instant.now().minus(KEPT);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        removeIfOlder(file, old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + folder, e);
    }
  }
}
