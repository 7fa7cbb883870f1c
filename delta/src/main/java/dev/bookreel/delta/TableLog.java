package dev.bookreel.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/**
 * Puts commits into a table's log: the file of each version is written once, by one writer.
 *
 * <p>On a local disk the content is written and synced under a temporary name, then hard-linked to
 * its final one: linking fails when the name is taken, and nobody sees half a file.
 */
final class TableLog {
  private final String path;

  TableLog(String tablePath) {
    if (tablePath.contains("://")) {
      throw new DeltaException(
          "cannot commit to " + tablePath,
          "commits are put-if-absent, and only local disks are supported so far",
          "Use a directory");
    }
    this.path = tablePath;
  }

  /**
   * Writes a version's commit if there is none yet.
   *
   * @return false when another writer was first
   */
  boolean putIfAbsent(long version, String actions) {
    Path folder = Path.of(path, "_delta_log");
    Path temporary = folder.resolve(".tmp-" + UUID.randomUUID());
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(actions.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      try {
        Files.createLink(
            folder.resolve(String.format(Locale.ROOT, "%020d.json", version)), temporary);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.delete(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot commit to " + path, e);
    }
  }
}
