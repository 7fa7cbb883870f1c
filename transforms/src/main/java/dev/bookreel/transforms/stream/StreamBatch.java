package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.packed.BytesDictionary;
import java.util.Arrays;

/**
 * Some sessions of a range as columns, on their way from parsing to packing; reused.
 *
 * <p>Viewers are looked up here, one after the other in a loop that does nothing else: a look-up
 * among many users is a wait for memory, and only in such a loop does a processor wait for several
 * at once.
 */
final class StreamBatch {
  /** Few enough to stay in a processor's cache. */
  private static final int ROWS = 2048;

  private final int[] title = new int[ROWS];
  private final double[] sizeMb = new double[ROWS];
  private final long[] startAt = new long[ROWS];
  private final long[] endAt = new long[ROWS];
  private final long[] record = new long[ROWS];
  private final int[] user = new int[ROWS];

  /** E-mail addresses, and the match keys of those that are spelled otherwise. */
  private byte[] texts = new byte[ROWS * 32];

  private int textsEnd;
  private final int[] emailStart = new int[ROWS];
  private final int[] keyStart = new int[ROWS];
  private final int[] keyEnd = new int[ROWS];
  private int size;

  int size() {
    return size;
  }

  boolean isFull() {
    return size == ROWS;
  }

  void clear() {
    size = 0;
    textsEnd = 0;
  }

  /** Adds a row as it is read. */
  void add(byte[] buffer, StreamRecord row, int rowTitle, Viewers viewer, long rowRecord) {
    title[size] = rowTitle;
    sizeMb[size] = row.sizeMb;
    startAt[size] = row.startAt;
    endAt[size] = row.endAt;
    record[size] = rowRecord;
    emailStart[size] = append(buffer, row.emailStart, row.emailEnd);
    keyStart[size] = viewer.isKey() ? emailStart[size] : append(viewer.bytes(), 0, viewer.length());
    keyEnd[size] = textsEnd;
    size++;
  }

  /** Looks all viewers up; gives how many are no users. */
  int lookUp(BytesDictionary users) {
    int unknown = 0;
    for (int row = 0; row < size; row++) {
      user[row] = users.find(texts, keyStart[row], keyEnd[row]);
    }
    for (int row = 0; row < size; row++) {
      unknown += user[row] < 0 ? 1 : 0;
    }
    return unknown;
  }

  long startAt(int row) {
    return startAt[row];
  }

  /** A hash of the viewer's match key. */
  int viewerHash(int row) {
    return BytesDictionary.hash(texts, keyStart[row], keyEnd[row]);
  }

  /** Packs a row whose viewer has been looked up. */
  void pack(int row, BytesDictionary titles, StreamChunk.Encoder chunk) {
    chunk.title(titles, title[row]);
    if (user[row] >= 0 && keyStart[row] == emailStart[row]) {
      chunk.viewer(user[row]);
    } else {
      int emailEnd = keyStart[row] == emailStart[row] ? keyEnd[row] : keyStart[row];
      chunk.viewer(texts, emailStart[row], emailEnd);
    }
    chunk.session(sizeMb[row], startAt[row], endAt[row], record[row]);
  }

  private int append(byte[] bytes, int start, int end) {
    int at = textsEnd;
    int length = end - start;
    if (at + length > texts.length) {
      texts = Arrays.copyOf(texts, Math.max(texts.length * 2, at + length));
    }
    System.arraycopy(bytes, start, texts, at, length);
    textsEnd += length;
    return at;
  }
}
