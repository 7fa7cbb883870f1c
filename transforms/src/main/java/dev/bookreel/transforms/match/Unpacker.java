package dev.bookreel.transforms.match;

import dev.bookreel.transforms.table.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link Packer} packed. */
final class Unpacker {
  private byte[] bytes = {};
  private int position;

  /** Goes on reading there. */
  void moveTo(byte[] buffer, int offset) {
    bytes = buffer;
    position = offset;
  }

  byte[] buffer() {
    return bytes;
  }

  int position() {
    return position;
  }

  long unsigned() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** Moves the next value into a column of the current row; texts stay bytes. */
  void copyValue(RowWriter writer, int column) {
    byte kind = bytes[position++];
    switch (kind) {
      case Packer.NULL -> {
        // A column that is not set is null.
      }
      case Packer.TEXT -> {
        int length = (int) unsigned();
        writer.setString(column, bytes, position, length);
        position += length;
      }
      case Packer.TEXTS -> writer.setStrings(column, texts());
      case Packer.INT -> writer.setInt(column, (int) unsigned());
      case Packer.LONG -> writer.setLong(column, unsigned());
      case Packer.DOUBLE ->
          writer.setDouble(column, Double.longBitsToDouble(Long.reverse(unsigned())));
      case Packer.FALSE, Packer.TRUE -> writer.setBoolean(column, kind == Packer.TRUE);
      default -> throw new IllegalStateException("no value has kind " + kind);
    }
  }

  private List<String> texts() {
    int count = (int) unsigned();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = (int) unsigned();
      texts.add(new String(bytes, position, length, StandardCharsets.UTF_8));
      position += length;
    }
    return texts;
  }
}
