package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole process prints when Spark's tasks fail, logs included. */
class LauncherIT {
  @TempDir Path folder;

  @Test
  void aStageThatFailsOnSpark_isToldInOneLine_andInFullWithVerbose() throws Exception {
    Path vendor = Files.createDirectory(folder.resolve("vendor"));
    Files.writeString(vendor.resolve("books.json"), "[{\"name\":\"It\",\"author\":\"K\"}]");
    String lake = "--lake=" + folder.resolve("lake");
    Lakes.done("run", lake, "--vendor=" + vendor, "--date=2021-12-31");
    Path broken = dataFile(folder.resolve("lake/trusted/books"));
    Files.writeString(broken, "junk");

    List<String> lines = refine(lake);
    assertThat(lines.toString(), lines.size(), is(2));
    assertThat(lines.get(0), is("linking movies to books"));
    assertThat(
        lines.get(1), startsWith("bookreel: the stage \"linking movies to books\" failed: "));
    assertThat(lines.get(1), containsString(broken + " is not a Parquet file"));

    String all = String.join("\n", refine(lake, "--verbose"));
    assertThat(all, containsString("ERROR Executor: Exception in task"));
    assertThat(all, containsString("\n\tat dev.bookreel"));
  }

  private List<String> refine(String... options) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        ChildProcess.start(
            null,
            log,
            Stream.concat(Stream.of("refine", "--runner=SparkRunner"), Stream.of(options))
                .toArray(String[]::new));
    assertThat(process.waitFor(), is(1));
    return Files.readAllLines(log);
  }

  private static Path dataFile(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }
}
