package dev.bookreel.runners;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds a process at a moment that a test chose, until the test lets it go on. */
public final class Pause {
  private static final long LONGEST_MILLIS = 300_000;

  private Pause() {}

  /** In the held process: says that it is there, then waits to be let go. */
  public static void at(String name) {
    try {
      Files.createFile(reached(Path.of(name)));
      waitFor(released(Path.of(name)), null);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot pause at " + name, e);
    }
  }

  /** In the test: waits until the process is held; false when it ended without. */
  static boolean isReached(Path name, Process process) throws InterruptedException {
    return waitFor(reached(name), process);
  }

  /** In the test: lets the process go on. */
  static void release(Path name) {
    try {
      Files.createFile(released(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean waitFor(Path file, Process process) throws InterruptedException {
    long end = System.currentTimeMillis() + LONGEST_MILLIS;
    while (!Files.exists(file)) {
      if (process != null && !process.isAlive()) {
        return Files.exists(file);
      }
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException("waited too long for " + file);
      }
      Thread.sleep(20);
    }
    return true;
  }

  private static Path reached(Path name) {
    return name.resolveSibling(name.getFileName() + ".reached");
  }

  private static Path released(Path name) {
    return name.resolveSibling(name.getFileName() + ".released");
  }
}
