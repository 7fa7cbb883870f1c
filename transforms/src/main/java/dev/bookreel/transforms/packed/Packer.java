package dev.bookreel.transforms.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A growing buffer that values are packed into: no two lists of values give the same bytes. {@link
 * Unpacker} reads numbers back.
 */
public final class Packer {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte NULL = 0;
  private static final byte TEXT = 1;
  private static final byte TEXTS = 2;
  private static final byte INT = 3;
  private static final byte LONG = 4;
  private static final byte DOUBLE = 5;
  private static final byte FALSE = 6;
  private static final byte TRUE = 7;

  private byte[] bytes = new byte[256];
  private int size;

  public int size() {
    return size;
  }

  /** The buffer itself, valid until the next change; only {@link #size} bytes of it count. */
  public byte[] buffer() {
    return bytes;
  }

  public void clear() {
    size = 0;
  }

  /** The bytes so far; the buffer is empty again. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, size);
    size = 0;
    return taken;
  }

  /** Adds a value with its kind, as {@link dev.bookreel.transforms.dataset.DumpRow} holds them. */
  public void putValue(Object value) {
    if (value == null) {
      putByte(NULL);
    } else if (value instanceof String text) {
      putText(text.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Integer number) {
      putByte(INT);
      putUnsigned(Integer.toUnsignedLong(number));
    } else if (value instanceof Long number) {
      putByte(LONG);
      putUnsigned(number);
    } else if (value instanceof Double number) {
      putByte(DOUBLE);
      putUnsigned(Long.reverse(Double.doubleToLongBits(number)));
    } else if (value instanceof Boolean truth) {
      putByte(truth ? TRUE : FALSE);
    } else if (value instanceof List<?> texts) {
      putByte(TEXTS);
      putUnsigned(texts.size());
      texts.forEach(text -> putText(((String) text).getBytes(StandardCharsets.UTF_8)));
    } else {
      throw new IllegalArgumentException("no kind for a value of " + value.getClass());
    }
  }

  /** Adds a number in as few bytes as it needs. */
  public void putUnsigned(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  public void putBytes(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Adds a number in eight bytes. */
  public void putFixed(long value) {
    ensure(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Adds a text of these UTF-8 bytes, as {@link #putValue} would. */
  public void putText(byte[] utf8) {
    putByte(TEXT);
    putUnsigned(utf8.length);
    putBytes(utf8, 0, utf8.length);
  }

  private void putByte(byte value) {
    ensure(1);
    bytes[size++] = value;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
