package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRangeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theRecordsOfAllRangesOfACsvFileAreThere(boolean gzip) throws Exception {
    StringBuilder csv = new StringBuilder("id,text\n");
    for (int i = 1; i <= 100_000; i++) {
      csv.append(i).append(",\"line\n\"\"").append(i).append("\"\"\"\n");
    }
    String path = write("a folder=ü [x]/streams*.csv", csv.toString(), gzip);
    List<FileRange> ranges =
        Delivered.of(csv.toString()).scanCsv(100_000).ranges(path, "streams.csv", 0, gzip);
    assertThat(ranges.size() > 1, is(!gzip));
    int id = 0;
    for (FileRange range : ranges) {
      try (CsvReader reader = CsvReader.open(range)) {
        while (reader.next()) {
          id++;
          assertThat(reader.recordNumber(), is((long) id));
          assertThat(reader.text(0) + reader.text(1), is(id + "line\n\"" + id + "\""));
        }
      }
    }
    assertThat(id, is(100_000));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theElementsOfAllRangesOfAnArrayAreThere(boolean gzip) throws Exception {
    List<String> elements = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      elements.add("{\"id\":" + i + "}");
    }
    String json = "[" + String.join(",", elements) + "]";
    String path = write("books.json", json, gzip);
    List<FileRange> ranges =
        Delivered.of(json).scanJson(100_000).ranges(path, "books.json", 0, gzip);
    assertThat(ranges.size() > 1, is(!gzip));
    int id = 0;
    for (FileRange range : ranges) {
      try (JsonReader reader = JsonReader.open(range)) {
        while (reader.next()) {
          id++;
          assertThat(reader.recordNumber(), is((long) id));
          JsonTape record = reader.object();
          assertThat(record.text(record.field(JsonTape.ROOT, "id")), is(String.valueOf(id)));
        }
      }
    }
    assertThat(id, is(100_000));
  }

  @Test
  void aNameThatLooksLikeAPatternMeansThatFileOnly() throws Exception {
    write("streams-1.csv", "a\n2\n", false);
    FileRange range = range(write("streams-*.csv", "a\n1\n", false), 2, 4);
    try (CsvReader reader = CsvReader.open(range)) {
      assertThat(reader.next(), is(true));
      assertThat(reader.text(0), is("1"));
    }
  }

  @Test
  void aFileThatIsNotThere_isNamed() {
    FileRange range = range(folder.resolve("no.csv").toString(), 0, 9);
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> CsvReader.open(range).close());
    assertThat(failure.getMessage(), is("cannot read raw/no.csv"));
  }

  @Test
  void aFileThatBecameShorter_isNotReadAsIfItWereWhole() throws IOException {
    FileRange range = range(write("no.csv", "a\n1\n2\n", false), 2, 9);
    try (CsvReader reader = CsvReader.open(range)) {
      UncheckedIOException failure = assertThrows(UncheckedIOException.class, reader::next);
      assertThat(
          failure.getCause().getMessage(),
          is("raw/no.csv ends 3 bytes early: it changed after it landed"));
    }
  }

  private static FileRange range(String path, long begin, long end) {
    return new FileRange(path, "raw/no.csv", 0, Format.CSV, false, List.of("a"), begin, end, 1);
  }

  private String write(String name, String text, boolean gzip) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream content = gzip ? new GZIPOutputStream(out) : out) {
      content.write(text.getBytes(UTF_8));
    }
    return file.toString();
  }
}
