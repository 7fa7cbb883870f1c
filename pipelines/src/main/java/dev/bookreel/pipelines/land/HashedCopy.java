package dev.bookreel.pipelines.land;

import dev.bookreel.delta.storage.NewFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A copy that is written, and hashed, in a thread of its own: one file may be nearly all of a
 * delivery, and whoever reads it scans it meanwhile. A file of less than a block costs no thread.
 */
final class HashedCopy extends OutputStream {
  private static final int BLOCK = 1 << 20;

  /** So many blocks may wait: who reads stays that little ahead. */
  private static final int AHEAD = 4;

  private final NewFile copy;
  private final MessageDigest digest = Hashes.sha256();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "copy");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<Future<byte[]>> waiting = new ArrayDeque<>();
  private byte[] block = new byte[BLOCK];
  private int length;
  private boolean failed;

  HashedCopy(NewFile copy) {
    this.copy = copy;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      if (length == BLOCK) {
        handOver();
      }
      int part = Math.min(count - done, BLOCK - length);
      System.arraycopy(bytes, offset + done, block, length, part);
      length += part;
      done += part;
    }
  }

  /** Whether it was the copy that could not be written. */
  boolean hasFailed() {
    return failed;
  }

  /** Shows the copy whole under its name, and gives the SHA-256 of its bytes, in hex. */
  String finish() throws IOException {
    while (!waiting.isEmpty()) {
      written(waiting.remove());
    }
    take(block, length);
    copy.close();
    return Hashes.hex(digest);
  }

  /** Ends the writing; a copy that was not finished is given up. */
  @Override
  public void close() {
    writer.shutdownNow();
    try {
      // Nothing may be written to a file that is given up.
      writer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    copy.abandon();
  }

  private void handOver() throws IOException {
    byte[] full = block;
    waiting.add(
        writer.submit(
            () -> {
              take(full, BLOCK);
              return full;
            }));
    block = waiting.size() < AHEAD ? new byte[BLOCK] : written(waiting.remove());
    length = 0;
  }

  private void take(byte[] bytes, int count) throws IOException {
    digest.update(bytes, 0, count);
    copy.write(bytes, 0, count);
  }

  private byte[] written(Future<byte[]> block) throws IOException {
    try {
      return block.get();
    } catch (ExecutionException e) {
      failed = true;
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure; // Storages throw it, too, and say more with it.
      }
      throw new IllegalStateException("cannot copy", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while copying");
    }
  }
}
