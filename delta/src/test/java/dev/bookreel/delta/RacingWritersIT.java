package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write to one table at once lose nothing and double nothing. */
class RacingWritersIT {
  private static final int WRITERS = 4;
  private static final int COMMITS = 50;
  private static final int MERGES = 15;

  @TempDir Path folder;

  @Test
  void appendsOfFourProcesses_areAllThere() throws Exception {
    create();
    List<Process> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      writers.add(start("append", "w" + writer, COMMITS));
    }
    requireDone(writers);

    assertThat(names(), is(expected(WRITERS, 0)));
    assertThat(table().latest().orElseThrow().version(), is((long) WRITERS * COMMITS));
    for (int version = 0; version <= WRITERS * COMMITS; version++) {
      assertThat(table().at(version).orElseThrow().files().size(), is(version));
    }
  }

  @Test
  void mergesThatRaceAppends_loseNoneOfThem() throws Exception {
    create();
    List<Process> writers = new ArrayList<>();
    for (int writer = 0; writer < 2; writer++) {
      writers.add(start("append", "w" + writer, COMMITS));
    }
    writers.add(start("merge", "m0", MERGES));
    writers.add(start("merge", "m1", MERGES));
    requireDone(writers);

    assertThat(names(), is(expected(2, 2)));
  }

  private void create() {
    table().commit(Commit.schemaOnly().withSchema(RacingWriter.SCHEMA, List.of("place"), "A row."));
  }

  private static List<String> expected(int appenders, int mergers) {
    return Stream.concat(
            IntStream.range(0, appenders)
                .boxed()
                .flatMap(w -> IntStream.range(0, COMMITS).mapToObj(n -> "w" + w + "-" + n)),
            IntStream.range(0, mergers)
                .boxed()
                .flatMap(m -> IntStream.range(0, MERGES).mapToObj(n -> "m" + m + "-" + n)))
        .sorted()
        .toList();
  }

  private List<String> names() {
    return table().latest().orElseThrow().files().stream()
        .flatMap(file -> RacingWriter.names(table(), file).stream())
        .sorted()
        .toList();
  }

  private DeltaTable table() {
    return DeltaTable.at(folder.resolve("t").toString());
  }

  private Process start(String what, String name, int count) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            RacingWriter.class.getName(),
            what,
            folder.resolve("t").toString(),
            name,
            Integer.toString(count))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private void requireDone(List<Process> writers) throws Exception {
    for (Process writer : writers) {
      writer.waitFor();
    }
    try (Stream<Path> logs = Files.list(folder)) {
      for (Path log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
        assertThat(Files.readString(log), Files.readString(log).contains("Exception"), is(false));
      }
    }
    for (Process writer : writers) {
      assertThat(writer.exitValue(), is(0));
    }
  }
}
