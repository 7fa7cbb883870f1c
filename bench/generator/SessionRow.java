import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** A row of streams.csv as bytes, used again for each: sixty million texts would take minutes. */
final class SessionRow {
  private final byte[] bytes = new byte[1024];
  private final byte[][] days;
  private int length;

  /** Rows of sessions that begin on so many days, and end a day later at most. */
  SessionRow(LocalDate firstDay, int beginning) {
    days = new byte[beginning + 2][];
    for (int day = 0; day < days.length; day++) {
      days[day] = firstDay.plusDays(day).toString().getBytes(StandardCharsets.US_ASCII);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  void clear() {
    length = 0;
  }

  SessionRow put(char letter) {
    bytes[length++] = (byte) letter;
    return this;
  }

  SessionRow put(byte[] text) {
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** A size with at least one place and no zeros at its end, as a double prints. */
  SessionRow putSize(long size) {
    putNumber(size / 10_000_000_000_000L, 1);
    put('.');
    putNumber(size % 10_000_000_000_000L, 13);
    while (bytes[length - 1] == '0' && bytes[length - 2] != '.') {
      length--;
    }
    return this;
  }

  /** A time stamp so many milliseconds after midnight of the first day. */
  SessionRow putInstant(long millis) {
    put(days[(int) (millis / Options.DAY_MILLIS)]);
    int ofDay = (int) (millis % Options.DAY_MILLIS);
    put('T').putNumber(ofDay / 3_600_000, 2);
    put(':').putNumber(ofDay / 60_000 % 60, 2);
    put(':').putNumber(ofDay / 1000 % 60, 2);
    put('.').putNumber(ofDay % 1000, 3);
    put('+').putNumber(100, 4);
    return this;
  }

  /** A number with so many digits; 1 stands for as many as it has. */
  private void putNumber(long number, int digits) {
    int width = digits;
    for (long rest = number; rest >= 10 && digits == 1; rest /= 10) {
      width++;
    }
    long rest = number;
    for (int position = length + width - 1; position >= length; position--) {
      bytes[position] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }
}
