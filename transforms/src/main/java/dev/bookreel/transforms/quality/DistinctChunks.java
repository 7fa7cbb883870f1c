package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.packed.KeyTable;
import dev.bookreel.transforms.packed.Packer;
import dev.bookreel.transforms.packed.Unpacker;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Sends values, as fingerprints, to where the same ones meet: keys that no shard of rows has.
 *
 * <p>A value goes to a bucket by its fingerprint; what a bucket counts adds up with the others.
 */
public final class DistinctChunks implements RuleChecker.Distinct {
  private static final long FIRST_KEY = 1L << 62;
  private static final int FULL = 128 << 10;
  private final int buckets;
  private final BiConsumer<Long, byte[]> out;
  private final Map<Integer, Packer> chunks = new TreeMap<>();

  /**
   * Starts with nothing to send.
   *
   * @param buckets how many workers share the values
   */
  public DistinctChunks(int buckets, BiConsumer<Long, byte[]> out) {
    this.buckets = buckets;
    this.out = out;
  }

  /** Whether a key is one of these, not of a shard of rows. */
  public static boolean isKey(long key) {
    return key >= FIRST_KEY;
  }

  @Override
  public void value(int probe, long high, long low) {
    int bucket = (int) Long.remainderUnsigned(high, buckets);
    Packer chunk = chunks.computeIfAbsent(bucket, unused -> new Packer());
    chunk.putUnsigned(probe);
    chunk.putFixed(high);
    chunk.putFixed(low);
    if (chunk.size() >= FULL) {
      out.accept(FIRST_KEY + bucket, chunk.take());
    }
  }

  /** Sends what is left. */
  public void finish() {
    chunks.forEach(
        (bucket, chunk) -> {
          if (chunk.size() > 0) {
            out.accept(FIRST_KEY + bucket, chunk.take());
          }
        });
  }

  /** Counts the values that met under one key. */
  public static Measures count(Iterable<byte[]> chunks) {
    Map<Integer, Counter> counters = new TreeMap<>();
    Unpacker in = new Unpacker();
    for (byte[] chunk : chunks) {
      in.moveTo(chunk, 0);
      while (in.hasMore()) {
        counters
            .computeIfAbsent((int) in.unsigned(), probe -> new Counter())
            .add(in.fixed(), in.fixed());
      }
    }
    Map<Integer, Measure> measures = new TreeMap<>();
    counters.forEach((probe, counter) -> measures.put(probe, counter.measure()));
    return new Measures(0, measures);
  }

  private static final class Counter {
    private final KeyTable values = new KeyTable();
    private boolean[] again = new boolean[64];
    private long repeated;

    void add(long high, long low) {
      int before = values.size();
      int number = values.number(high, low);
      if (number >= again.length) {
        again = Arrays.copyOf(again, again.length * 2);
      }
      if (values.size() == before && !again[number]) {
        again[number] = true;
        repeated++;
      }
    }

    Measure measure() {
      return Measure.distinct(values.size(), values.size() - repeated);
    }
  }
}
