package dev.bookreel.runners;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.cli.Bookreel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lakes under test: commands are carried out on them, and all their rows are compared. */
final class Lakes {
  static final List<String> TRUSTED =
      List.of(
          "trusted.movies",
          "trusted.users",
          "trusted.streams",
          "trusted.authors",
          "trusted.books",
          "trusted.reviews");
  static final List<String> REFINED =
      List.of("refined.streams", "refined.movie_books", "refined.daily_movies", "refined.answers");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a command came to. */
  record Outcome(int code, String out, String err) {
    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(out, e);
      }
    }

    /** The counts of one dataset in the summary of a run. */
    JsonNode dataset(String name) {
      for (JsonNode dataset : json().path("datasets")) {
        if (dataset.path("dataset").asText().equals(name)) {
          return dataset;
        }
      }
      throw new AssertionError("the summary lacks " + name + ": " + out);
    }
  }

  private Lakes() {}

  /** Carries out a command in this process. */
  static Outcome bookreel(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (EmbeddedRunners runners = new EmbeddedRunners();
        PrintStream results = new PrintStream(out, true, UTF_8);
        PrintStream progress = new PrintStream(err, true, UTF_8)) {
      code = new Bookreel(results, progress, runners, "DirectRunner").run(arguments);
    }
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** The same, which must succeed. */
  static Outcome done(String... arguments) {
    Outcome outcome = bookreel(arguments);
    if (outcome.code() != 0) {
      throw new AssertionError(String.join(" ", arguments) + ": " + outcome.err());
    }
    return outcome;
  }

  /**
   * All rows of some tables, in an order of their own.
   *
   * @param lake a folder, or where it is in S3
   */
  static Map<String, List<String>> rows(Object lake, List<String> tables) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String table : tables) {
      List<String> texts = new ArrayList<>();
      done("query", "--lake=" + lake, "--output=json", "--sql=from " + table)
          .json()
          .forEach(row -> texts.add(row.toString()));
      texts.sort(null);
      rows.put(table, texts);
    }
    return rows;
  }

  /** A copy of a lake, to try something out on. */
  static Path copy(Path lake, Path target) {
    try (Stream<Path> files = Files.walk(lake)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(lake.relativize(file).toString()));
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a folder with all that is in it. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
