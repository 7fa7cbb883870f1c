package dev.bookreel.pipelines.land;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.delta.storage.NewFile;
import dev.bookreel.delta.storage.StoragePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a copy holds that is written beside the reading, and what is left of one that fails. */
class HashedCopyTest {
  private static final int BLOCK = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 9 * BLOCK, 9 * BLOCK + 12_345})
  void holdsAllBytesInTheirOrder(int size) throws IOException {
    Random random = new Random(size);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    Path target = folder.resolve("copy");
    String hash;
    try (HashedCopy copy = new HashedCopy(StoragePath.of(target.toString()).create())) {
      for (int done = 0; done < size; ) {
        int count = Math.min(size - done, 1 + random.nextInt(2 * BLOCK));
        copy.write(bytes, done, count);
        done += count;
      }
      hash = copy.finish();
    }
    assertThat(hash, is(Hashes.sha256(bytes)));
    assertThat(Files.readAllBytes(target), is(bytes));
    assertThat(files(), is(1L));
  }

  @Test
  void isNotThere_whenItWasNotFinished() throws IOException {
    try (HashedCopy copy =
        new HashedCopy(StoragePath.of(folder.resolve("copy").toString()).create())) {
      copy.write(new byte[7 * BLOCK], 0, 7 * BLOCK);
      assertThat(copy.hasFailed(), is(false));
    }
    assertThat(files(), is(0L));
  }

  @Test
  void tellsWhoReads_thatItCannotBeWritten() {
    FullDisk disk = new FullDisk();
    HashedCopy copy = new HashedCopy(disk);
    byte[] bytes = new byte[9 * BLOCK];
    IOException failure = assertThrows(IOException.class, () -> copy.write(bytes, 0, bytes.length));
    assertThat(failure.getMessage(), is("No space left on device"));
    assertThat(copy.hasFailed(), is(true));
    copy.close();
    assertThat(disk.isAbandoned, is(true));
  }

  private long files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.count();
    }
  }

  /** Has room for two blocks. */
  private static final class FullDisk extends NewFile {
    private final AtomicInteger blocks = new AtomicInteger();
    private boolean isAbandoned;

    @Override
    public void write(int value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (blocks.incrementAndGet() > 2) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void abandon() {
      isAbandoned = true;
    }
  }
}
