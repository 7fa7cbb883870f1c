package dev.bookreel.transforms.match;

import dev.bookreel.transforms.packed.Packer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Sends what a shard decided to those who carry it out: keys from 0 are batches of ranges whose
 * rows are written, keys below are files of the table that are rewritten.
 */
final class Decided implements MatchShard.Decisions {
  /** The key under which the outcomes of all shards meet. */
  static final long OUTCOME = Long.MIN_VALUE;

  private static final int FULL = 128 << 10;

  private final int[] batchOfRange;
  private final BiConsumer<Long, byte[]> out;
  private final Map<Long, Packer> packers = new HashMap<>();

  Decided(int[] batchOfRange, BiConsumer<Long, byte[]> out) {
    this.batchOfRange = batchOfRange;
    this.out = out;
  }

  /** The key of a file of the table. */
  static long fileKey(int file) {
    return -1L - file;
  }

  /** The file of a key below 0. */
  static int file(long key) {
    return (int) (-1L - key);
  }

  @Override
  public void write(int range, long row) {
    long key = batchOfRange[range];
    Packer packer = packer(key);
    packer.putUnsigned(range);
    packer.putUnsigned(row);
    sendIfFull(key, packer);
  }

  @Override
  public void edit(int file, long position, VersionEdit edit) {
    long key = fileKey(file);
    Packer packer = packer(key);
    packer.putUnsigned(position);
    edit.pack(packer);
    sendIfFull(key, packer);
  }

  /** Sends what is left. */
  void finish() {
    packers.forEach(
        (key, packer) -> {
          if (packer.size() > 0) {
            out.accept(key, packer.take());
          }
        });
  }

  private Packer packer(long key) {
    return packers.computeIfAbsent(key, unused -> new Packer());
  }

  private void sendIfFull(long key, Packer packer) {
    if (packer.size() >= FULL) {
      out.accept(key, packer.take());
    }
  }
}
