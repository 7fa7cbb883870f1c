package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of several processes that write to one table, which none of them finds at first. */
class WritingPipelinesIT {
  private static final int PROCESSES = 3;
  private static final int PIPELINES = 10;

  @TempDir Path folder;

  @Test
  void pipelinesOfThreeProcesses_makeOneTable_andLoseNothing() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int process = 0; process < PROCESSES; process++) {
      processes.add(start("w" + process));
    }
    for (int process = 0; process < PROCESSES; process++) {
      int exit = processes.get(process).waitFor();
      assertThat(Files.readString(log("w" + process)), exit, is(0));
    }

    int commits = PROCESSES * PIPELINES;
    assertThat(table().latest().orElseThrow().version(), is(commits - 1L));
    for (int version = 0; version < commits; version++) {
      // Two partitions, so two files a commit.
      assertThat(table().at(version).orElseThrow().files().size(), is(2 * (version + 1)));
    }
    assertThat(names(), is(expected()));
  }

  private static List<String> expected() {
    return IntStream.range(0, PROCESSES * PIPELINES * WritingPipeline.ROWS)
        .mapToObj(
            i ->
                "w"
                    + i / WritingPipeline.ROWS / PIPELINES
                    + "-"
                    + i / WritingPipeline.ROWS % PIPELINES
                    + "-"
                    + i % WritingPipeline.ROWS)
        .sorted()
        .toList();
  }

  private List<String> names() {
    List<Row> rows = new ArrayList<>();
    Snapshot snapshot = table().latest().orElseThrow();
    for (DataFile file : snapshot.files()) {
      RowFile.read(path(), file, snapshot.schema(), snapshot.schema(), rows::add);
    }
    return rows.stream().map(row -> row.getString("name")).sorted().toList();
  }

  private DeltaTable table() {
    return DeltaTable.at(path());
  }

  private String path() {
    return folder.resolve("t").toString();
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            WritingPipeline.class.getName(),
            path(),
            name,
            Integer.toString(PIPELINES))
        .redirectErrorStream(true)
        .redirectOutput(log(name).toFile())
        .start();
  }
}
