import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file written in large pieces. */
final class Output implements AutoCloseable {
  private final OutputStream file;
  private final byte[] buffer = new byte[1 << 20];
  private int length;

  Output(Path path) throws IOException {
    file = Files.newOutputStream(path);
  }

  void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(bytes, bytes.length);
  }

  void write(byte[] bytes, int count) throws IOException {
    if (length + count > buffer.length) {
      file.write(buffer, 0, length);
      length = 0;
    }
    System.arraycopy(bytes, 0, buffer, length, count);
    length += count;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      file.write(buffer, 0, length);
    }
  }
}
