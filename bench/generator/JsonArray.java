import java.io.IOException;
import java.nio.file.Path;

/** A JSON array in one line, as the vendor delivers. */
final class JsonArray implements AutoCloseable {
  private final Output output;
  private long records;

  JsonArray(Path file) throws IOException {
    output = new Output(file);
    output.write("[");
  }

  void add(String record) throws IOException {
    if (records > 0) {
      output.write(",");
    }
    output.write(record);
    records++;
  }

  long records() {
    return records;
  }

  @Override
  public void close() throws IOException {
    try (output) {
      output.write("]");
    }
  }
}
