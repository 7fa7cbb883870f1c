package dev.bookreel.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceIT {
  @Test
  void committedSampleAndGoldenFilesAreUpToDateAndTellReadingsApart(@TempDir Path folder)
      throws Exception {
    Path output = folder.resolve("output.txt");
    Process tests =
        new ProcessBuilder("python3", "-B", "-m", "unittest", "discover", "-s", "testdata")
            .directory(Sample.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exitCode = tests.waitFor();
    assertThat(Files.readString(output, StandardCharsets.UTF_8), exitCode, is(0));
  }
}
