package dev.bookreel.pipelines.cli;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Something that is made ready while other work is done.
 *
 * @param <T> what it gives
 */
final class Background<T> implements AutoCloseable {
  private final FutureTask<T> task;

  private Background(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins at once, on a thread of its own. */
  static <T> Background<T> begin(String name, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return new Background<>(task);
  }

  /** Waits for it; throws what it threw. */
  T get() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Waits until it is ready or failed, so that whoever stops it finds all of it. */
  @Override
  public void close() {
    try {
      get();
    } catch (RuntimeException | Error unneeded) {
      // Told by get to whoever needed it; here something else ended the work before.
      return;
    }
  }
}
