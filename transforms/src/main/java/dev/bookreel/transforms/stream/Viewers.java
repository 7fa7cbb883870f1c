package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.text.MatchKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells which e-mail addresses are the same viewer: those with the same match key. */
final class Viewers {
  private byte[] folded = new byte[64];
  private int length;
  private boolean isKey;

  /**
   * Folds an e-mail address; {@link #bytes} and {@link #length} then hold its match key.
   *
   * @param email valid UTF-8
   */
  void fold(byte[] email, int start, int end) {
    if (folded.length < end - start) {
      folded = new byte[2 * (end - start)];
    }
    isKey = true;
    for (int i = start; i < end; i++) {
      byte letter = email[i];
      if (letter <= ' ') {
        // White space or beyond ASCII: the long way.
        foldAny(email, start, end);
        return;
      }
      if (letter >= 'A' && letter <= 'Z') {
        isKey = false;
        letter = (byte) (letter + 'a' - 'A');
      }
      folded[i - start] = letter;
    }
    length = end - start;
  }

  /** Whether the address is spelled like its match key. */
  boolean isKey() {
    return isKey;
  }

  byte[] bytes() {
    return folded;
  }

  int length() {
    return length;
  }

  /** The match key as text. */
  String text() {
    return new String(folded, 0, length, StandardCharsets.UTF_8);
  }

  /** A hash of the match key. */
  int hash() {
    return BytesDictionary.hash(folded, 0, length);
  }

  private void foldAny(byte[] email, int start, int end) {
    byte[] key =
        MatchKey.of(new String(email, start, end - start, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    if (folded.length < key.length) {
      folded = new byte[key.length];
    }
    System.arraycopy(key, 0, folded, 0, key.length);
    length = key.length;
    isKey = Arrays.equals(key, 0, length, email, start, end);
  }
}
