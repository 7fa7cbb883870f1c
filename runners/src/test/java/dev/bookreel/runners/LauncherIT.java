package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.bookreel.testdata.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a whole process prints when it cannot do its work, logs included. */
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

  @Test
  void withoutTheMemoryThatSparkTakes_itIsToldHowToGiveMore() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        ChildProcess.startWith(
            List.of("-Xmx300m"),
            log,
            "run",
            "--lake=" + folder.resolve("lake"),
            "--internal=" + Sample.internal(),
            "--date=" + Sample.date());
    assertThat(process.waitFor(), is(2));
    assertThat(
        Files.readAllLines(log),
        is(
            List.of(
                "landing " + Sample.internal(),
                "bookreel: Spark cannot start: Java was given less memory than that takes. Give it"
                    + " 760 MB: BOOKREEL_HEAP=760m in the environment, -Xmx760m where Java's"
                    + " options are given, --driver-memory=760m for spark-submit; or use"
                    + " --runner=DirectRunner.")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lots", "4 g", "-4g", "0g", "4gb", "4", "4k"})
  void aHeapThatIsNoSize_isRefusedByTheScript(String heap) throws Exception {
    assertThat(
        scriptWithoutJava(heap, 2),
        is(
            "bookreel: cannot start: BOOKREEL_HEAP is \""
                + heap
                + "\", not a size. Set it to a number with m or g, such as 4g."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4g", "760m", "1G", "800M", "1T"})
  void aHeapThatIsASize_isNot(String heap) throws Exception {
    assertThat(
        scriptWithoutJava(heap, 1),
        is("bookreel: cannot start: there is no Java. Install a JDK 17."));
  }

  /** What the script says first; it goes no further, since it would build what is not built. */
  private String scriptWithoutJava(String heap, int code) throws Exception {
    Path log = folder.resolve("log");
    ProcessBuilder script =
        new ProcessBuilder(Sample.root().resolve("bookreel").toString(), "help")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    script.environment().put("JAVA_HOME", folder.resolve("none").toString());
    script.environment().put("BOOKREEL_HEAP", heap);
    assertThat(script.start().waitFor(), is(code));
    return Files.readAllLines(log).get(0);
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
