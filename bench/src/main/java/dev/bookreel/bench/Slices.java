package dev.bookreel.bench;

import dev.bookreel.delta.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Texts as readers give them, and as writers take them: slices of one array of bytes. */
public final class Slices implements Texts {
  private final byte[] pool;
  private final int[] starts;
  private final int[] ends;

  /** Puts texts one after another, with a comma between. */
  public Slices(String... texts) {
    this.pool = String.join(",", texts).getBytes(StandardCharsets.UTF_8);
    this.starts = new int[texts.length];
    this.ends = new int[texts.length];
    int position = 0;
    for (int slice = 0; slice < texts.length; slice++) {
      starts[slice] = position;
      ends[slice] = position + texts[slice].getBytes(StandardCharsets.UTF_8).length;
      position = ends[slice] + 1;
    }
  }

  /** Shuffles texts before, in the same way each time. */
  public static Slices shuffled(String... texts) {
    List<String> shuffled = Arrays.asList(texts.clone());
    Collections.shuffle(shuffled, new Random(1));
    return new Slices(shuffled.toArray(String[]::new));
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public byte[] pool() {
    return pool;
  }

  @Override
  public int start(int slice) {
    return starts[slice];
  }

  @Override
  public int end(int slice) {
    return ends[slice];
  }
}
