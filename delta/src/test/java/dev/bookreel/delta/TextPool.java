package dev.bookreel.delta;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Distinct texts, numbered as they come. */
final class TextPool implements Texts {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Integer> ends = new ArrayList<>();
  private byte[] pool;

  int add(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    ends.add(bytes.size());
    pool = null;
    return ends.size() - 1;
  }

  @Override
  public int size() {
    return ends.size();
  }

  @Override
  public byte[] pool() {
    if (pool == null) {
      pool = bytes.toByteArray();
    }
    return pool;
  }

  @Override
  public int start(int number) {
    return number == 0 ? 0 : ends.get(number - 1);
  }

  @Override
  public int end(int number) {
    return ends.get(number);
  }
}
