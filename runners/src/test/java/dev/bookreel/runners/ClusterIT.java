package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.testdata.S3Server;
import dev.bookreel.testdata.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar on a real cluster leaves the same rows as the Direct runner. */
@Tag("cluster")
class ClusterIT {
  private static final List<String> TABLES = new ArrayList<>(Lakes.TRUSTED);
  private static final long MINUTES = 5;

  @TempDir static Path folder;
  private static Path sparkHome;
  private static Map<String, List<String>> expected;

  static {
    TABLES.addAll(Lakes.REFINED);
  }

  @BeforeAll
  static void reference() throws IOException, InterruptedException {
    sparkHome = sparkHome();
    Path lake = folder.resolve("direct");
    Lakes.done(run(lake).toArray(String[]::new));
    expected = Lakes.rows(lake, TABLES);
  }

  @Test
  void fromTheClient_theSummaryIsPrinted() throws IOException, InterruptedException {
    Path work = folder.resolve("client");
    try (StandaloneCluster cluster = StandaloneCluster.start(sparkHome, work)) {
      Path lake = work.resolve("lake");
      Path out = work.resolve("out");
      requireDone(cluster.submit("client", work.resolve("err"), out, run(lake)), work);
      JsonNode summary = new ObjectMapper().readTree(Files.readAllBytes(out));
      assertThat(summary.path("published").asBoolean(), is(true));
      assertThat(Lakes.rows(lake, TABLES), is(expected));
    }
  }

  @Test
  void onTheCluster_theOutcomeFileTells() throws IOException, InterruptedException {
    Path work = folder.resolve("cluster");
    try (StandaloneCluster cluster = StandaloneCluster.start(sparkHome, work)) {
      Path lake = work.resolve("lake");
      requireDone(
          cluster.submit("cluster", work.resolve("err"), work.resolve("out"), run(lake)), work);
      JsonNode outcome = outcome(lake);
      assertThat(outcome.path("published").asBoolean(), is(true));
      assertThat(Lakes.rows(lake, TABLES), is(expected));
    }
  }

  @Test
  void whenAWorkerIsKilled_noRowIsLostOrDoubled() throws IOException, InterruptedException {
    Path work = folder.resolve("killed");
    try (StandaloneCluster cluster = StandaloneCluster.start(sparkHome, work)) {
      Path lake = work.resolve("lake");
      Path err = work.resolve("err");
      Process run = cluster.submit("client", err, work.resolve("out"), run(lake));
      awaitLine(run, err, "linking movies to books");
      cluster.killWorker();
      requireDone(run, work);
      assertThat(Files.readString(err).contains("Lost executor"), is(true));
      assertThat(Lakes.rows(lake, TABLES), is(expected));
    }
  }

  @Test
  void aLakeInS3_isTheSame() throws IOException, InterruptedException {
    Path work = folder.resolve("s3");
    try (S3Server server = S3Server.mock(work, "lake");
        StandaloneCluster cluster = StandaloneCluster.start(sparkHome, work)) {
      List<String> run =
          new ArrayList<>(run("s3://lake/tables", Sample.internal(), Sample.vendor()));
      run.add("--s3-endpoint=" + server.endpoint());
      requireDone(cluster.submit("client", work.resolve("err"), work.resolve("out"), run), work);
      assertThat(S3Lakes.rows(server, "s3://lake/tables", TABLES), is(expected));
      try (Stream<Path> logs = Files.walk(work)) {
        for (Path log : logs.filter(Files::isRegularFile).toList()) {
          assertThat(log.toString(), S3Lakes.holds(log, S3Server.SECRET_KEY), is(false));
        }
      }
    }
  }

  private static List<String> run(Path lake) {
    return run(lake, Sample.internal(), Sample.vendor());
  }

  private static List<String> run(Object lake, Object internal, Object vendor) {
    return List.of(
        "run",
        "--lake=" + lake,
        "--internal=" + internal,
        "--vendor=" + vendor,
        "--date=" + Sample.date(),
        "--output=json");
  }

  private static JsonNode outcome(Path lake) throws IOException {
    try (var files = Files.list(lake.resolve("runs"))) {
      Path file = files.filter(path -> path.toString().endsWith(".json")).findFirst().orElseThrow();
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    }
  }

  private static void awaitLine(Process process, Path log, String line)
      throws IOException, InterruptedException {
    while (process.isAlive() && !Files.readString(log).contains(line)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void requireDone(Process process, Path work)
      throws IOException, InterruptedException {
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(Files.readString(work.resolve("err")), ended && process.exitValue() == 0, is(true));
  }

  private static Path sparkHome() throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder(
                "python3",
                Sample.root().resolve("testdata/foreign/check.py").toString(),
                "--spark-home")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String home = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(), is(0));
    return Path.of(home.strip());
  }
}
