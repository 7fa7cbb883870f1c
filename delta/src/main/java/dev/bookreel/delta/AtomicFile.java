package dev.bookreel.delta;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes small files of a table's log so that nobody ever sees half of one.
 *
 * <p>The content is written and synced under a temporary name beside the final one. Linking it to
 * its final name fails when that is taken, on every file system that POSIX speaks of.
 */
final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file unless there is one.
   *
   * @return false when there was one
   */
  static boolean putIfAbsent(String path, byte[] content) throws IOException {
    Path file = local(path);
    Path temporary = write(file, content);
    try {
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(temporary);
    }
  }

  /** Writes a file, in the place of another if there is one. */
  static void replace(String path, byte[] content) throws IOException {
    Path file = local(path);
    Files.move(write(file, content), file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = file.resolveSibling(".tmp-" + UUID.randomUUID());
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return temporary;
  }

  private static Path local(String path) {
    if (path.startsWith("file:")) {
      return Path.of(URI.create(path));
    }
    if (path.contains("://")) {
      throw new DeltaException(
          "cannot commit to " + path,
          "commits are put-if-absent, and only local disks are supported so far",
          "Use a directory");
    }
    return Path.of(path);
  }
}
