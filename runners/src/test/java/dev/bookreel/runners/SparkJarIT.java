package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.bookreel.testdata.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is in the one jar, so that nothing creeps in. */
class SparkJarIT {
  private static final long MOST_BYTES = 120_000_000;
  private static final int DEPTH = 3;

  @Test
  void theJar_holdsTheseFolders_andIsNotTooBig() throws IOException {
    try (ZipFile jar = new ZipFile(StandaloneCluster.jar().toFile())) {
      Set<String> folders =
          jar.stream()
              .filter(entry -> !entry.isDirectory())
              .map(SparkJarIT::folder)
              .collect(Collectors.toCollection(TreeSet::new));
      List<String> expected =
          Files.readAllLines(
              Sample.root().resolve("runners/spark-jar.txt"), StandardCharsets.UTF_8);
      assertThat(
          "runners/spark-jar.txt lists what was looked at; what is new needs a look first",
          String.join("\n", folders),
          is(String.join("\n", expected)));
    }
    assertThat(Files.size(StandaloneCluster.jar()), lessThan(MOST_BYTES));
  }

  @Test
  void licencesAndServices_areMerged() throws IOException {
    try (ZipFile jar = new ZipFile(StandaloneCluster.jar().toFile())) {
      assertThat(jar.stream().filter(e -> e.getName().equals("META-INF/LICENSE")).count(), is(1L));
      assertThat(jar.stream().filter(e -> e.getName().equals("META-INF/NOTICE")).count(), is(1L));
      ZipEntry registrars =
          jar.getEntry("META-INF/services/org.apache.beam.sdk.runners.PipelineRunnerRegistrar");
      String runners =
          new String(jar.getInputStream(registrars).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
          runners.contains("org.apache.beam.runners.spark.SparkRunnerRegistrar$Runner"), is(true));
    }
  }

  /** The folder, and of a deep one the first three. */
  private static String folder(ZipEntry entry) {
    List<String> parts = List.of(entry.getName().split("/", -1));
    return String.join("/", parts.subList(0, Math.min(DEPTH, parts.size() - 1)));
  }
}
