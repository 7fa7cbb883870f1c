package dev.bookreel.delta.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file of a disk under a temporary name, until it is closed. */
final class LocalFile extends NewFile {
  private static final int BUFFER = 1 << 20;
  private final Path file;
  private final Path temporary;
  private final OutputStream out;
  private boolean ended;

  LocalFile(Path file, Path temporary) throws IOException {
    this.file = file;
    this.temporary = temporary;
    this.out =
        new BufferedOutputStream(
            Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), BUFFER);
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      ended = true;
      try {
        out.close();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }

  @Override
  public void abandon() {
    if (!ended) {
      ended = true;
      try {
        out.close();
        Files.deleteIfExists(temporary);
      } catch (IOException leftBehind) {
        // Nobody reads a file of that name; what failed first matters more.
        return;
      }
    }
  }
}
