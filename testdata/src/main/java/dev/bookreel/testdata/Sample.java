package dev.bookreel.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The sample in testdata/ and what a load of it must give, for the tests of every module. */
public final class Sample {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sample() {}

  /** The day for which the sample was delivered; the month that the questions ask about is its. */
  public static LocalDate date() {
    return LocalDate.of(2021, 12, 31);
  }

  /** The folder with the company's own files: movies, users and streams. */
  public static Path internal() {
    return testdata().resolve("sample/internal");
  }

  /** The folder with the vendor's files: authors, books and reviews. */
  public static Path vendor() {
    return testdata().resolve("sample/vendor");
  }

  /**
   * What the reference implementation found for the sample: an array of objects, one a row.
   *
   * @param name a table with a dot, such as {@code trusted.movies}, or {@code answers}, {@code
   *     counts} or {@code quarantine}
   * @throws UncheckedIOException when there is no such golden file
   */
  public static JsonNode golden(String name) {
    try {
      return JSON.readTree(testdata().resolve("golden").resolve(name + ".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The folder with the real data, {@code internal} and {@code vendor} in it, where there is one:
   * it is never committed, so tests that want it are skipped without it.
   */
  public static Optional<Path> realData() {
    Path data = root().resolveSibling("shared").resolve("data");
    return Optional.of(data).filter(Files::isDirectory);
  }

  /** The root folder of the project. */
  public static Path root() {
    return testdata().getParent();
  }

  private static Path testdata() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("testdata/sample"))) {
        return folder.resolve("testdata");
      }
    }
    throw new IllegalStateException("No testdata/sample in or above " + start);
  }
}
