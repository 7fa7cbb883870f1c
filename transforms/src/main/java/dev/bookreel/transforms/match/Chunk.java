package dev.bookreel.transforms.match;

/**
 * Packed rows on their way to a shard, each with the place it comes from.
 *
 * <p>This class walks over them; {@link Encoder} makes them.
 */
final class Chunk {
  private final Unpacker in = new Unpacker();
  private int start;
  private long file;
  private long record;
  private int width;
  private int keyLength;
  private int rowStart;
  private int rowEnd;

  /** Moves before the first row of a chunk. */
  void open(byte[] chunk) {
    rowEnd = 0;
    in.moveTo(chunk, 0);
  }

  /** Moves on to the next row; false at the end. */
  boolean next() {
    if (rowEnd == in.buffer().length) {
      return false;
    }
    readAt(in.buffer(), rowEnd);
    return true;
  }

  /** Moves to the row that begins there. */
  void readAt(byte[] chunk, int offset) {
    in.moveTo(chunk, offset);
    start = offset;
    file = in.unsigned();
    record = in.unsigned();
    width = (int) in.unsigned();
    keyLength = (int) in.unsigned();
    int length = (int) in.unsigned();
    rowStart = in.position();
    rowEnd = rowStart + length;
  }

  /** Where the row begins, for {@link #readAt}. */
  int start() {
    return start;
  }

  byte[] buffer() {
    return in.buffer();
  }

  /** The row's values, to be read on from here. */
  Unpacker values() {
    return in;
  }

  int keyStart() {
    return rowStart;
  }

  int keyEnd() {
    return rowStart + keyLength;
  }

  /** The record that the row comes from, and how many rows that record has. */
  RecordId recordId() {
    return new RecordId(file, record, width);
  }

  int width() {
    return width;
  }

  /** Whether the row's record comes after the other's, by file and number. */
  boolean isAfter(Chunk other) {
    return file == other.file ? record > other.record : file > other.file;
  }

  /** Collects rows for one shard. */
  static final class Encoder {
    /** Large enough that a chunk's own cost does not matter, small enough for one a shard. */
    private static final int FULL = 128 << 10;

    private final Packer out = new Packer();

    void add(int file, long record, int width, RowPacker row) {
      out.putUnsigned(file);
      out.putUnsigned(record);
      out.putUnsigned(width);
      out.putUnsigned(row.keyLength());
      out.putUnsigned(row.row().size());
      out.putBytes(row.row().buffer(), 0, row.row().size());
    }

    boolean isFull() {
      return out.size() >= FULL;
    }

    boolean isEmpty() {
      return out.size() == 0;
    }

    /** The chunk; the next one begins. */
    byte[] take() {
      return out.take();
    }
  }
}
