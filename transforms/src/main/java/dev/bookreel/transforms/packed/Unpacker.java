package dev.bookreel.transforms.packed;

/** Reads numbers that {@link Packer} packed. */
public final class Unpacker {
  private byte[] bytes = {};
  private int position;

  /** Goes on reading there. */
  public void moveTo(byte[] buffer, int offset) {
    bytes = buffer;
    position = offset;
  }

  public boolean hasMore() {
    return position < bytes.length;
  }

  public int position() {
    return position;
  }

  public long unsigned() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  public long fixed() {
    long value = (long) Packer.LONGS.get(bytes, position);
    position += Long.BYTES;
    return value;
  }
}
