package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that look for a table at the same moment, and find none. */
class RowsCommitTest {
  private static final Schema SCHEMA =
      Schema.builder().addStringField("name").addStringField("place").build();
  private static final Row ROW = Row.withSchema(SCHEMA).addValues("n", "p").build();
  private static final int TABLES = 20;

  @TempDir Path folder;
  private final CyclicBarrier together = new CyclicBarrier(2);

  @Test
  void tablesMadeByTwoAtOnce_areMadeOnce_andHoldBoth() throws Exception {
    for (int number = 0; number < TABLES; number++) {
      String path = folder.resolve("t" + number).toString();
      assertThat(race(path, List.of("place"), List.of("place")), is(List.of()));
      Snapshot snapshot = DeltaTable.at(path).latest().orElseThrow();
      assertThat(snapshot.version(), is(1L));
      assertThat(snapshot.files(), hasSize(2));
    }
  }

  @Test
  void ofTwoThatMakeATableInDifferentShapes_oneIsRefused() throws Exception {
    for (int number = 0; number < TABLES; number++) {
      String path = folder.resolve("t" + number).toString();
      List<String> refusals = race(path, List.of("place"), List.of());
      assertThat(refusals, hasSize(1));
      // By the look at the table or by its commit: that depends on who came first, and when.
      assertThat(refusals.get(0), containsString(" to " + path + ": it is partitioned by"));
      Snapshot snapshot = DeltaTable.at(path).latest().orElseThrow();
      assertThat(snapshot.files(), hasSize(1));
      assertThat(
          snapshot.files().get(0).partition().keySet(),
          containsInAnyOrder(snapshot.partitionColumns().toArray()));
    }
  }

  @Test
  void aCommitTriedAgain_withTheFilesOfAnotherAttempt_doesNothing() {
    String path = folder.resolve("t").toString();
    RowsCommit commit = new RowsCommit(path, DeltaIO.Mode.REPLACE, SCHEMA, List.of(), null);
    DataFile first = RowFile.write(path, SCHEMA, Map.of(), List.of(ROW));
    DataFile second = RowFile.write(path, SCHEMA, Map.of(), List.of(ROW, ROW));
    assertThat(commit.commit(List.of(first), "run", 1), is(new CommitResult(0, true, 1, 0)));
    assertThat(commit.commit(List.of(second), "run", 1), is(new CommitResult(0, false, 0, 0)));
    assertThat(
        DeltaTable.at(path).latest().orElseThrow().files().stream().map(DataFile::path).toList(),
        is(List.of(first.path())));
  }

  /** Commits a row twice at once; the messages of what was refused. */
  private List<String> race(String path, List<String> one, List<String> other) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<CommitResult>> commits = new ArrayList<>();
      for (List<String> partitionColumns : List.of(one, other)) {
        commits.add(threads.submit(() -> commit(path, partitionColumns)));
      }
      List<String> refusals = new ArrayList<>();
      for (Future<CommitResult> commit : commits) {
        try {
          commit.get();
        } catch (ExecutionException e) {
          refusals.add(e.getCause().getMessage());
        }
      }
      return refusals;
    } finally {
      threads.shutdown();
    }
  }

  private CommitResult commit(String path, List<String> partitionColumns) throws Exception {
    Map<String, String> partition = new HashMap<>();
    partitionColumns.forEach(column -> partition.put(column, "p"));
    DataFile file = RowFile.write(path, SCHEMA, partition, List.of(ROW));
    together.await();
    return new RowsCommit(path, DeltaIO.Mode.APPEND, SCHEMA, partitionColumns, null)
        .commit(List.of(file), Thread.currentThread().getName(), 1);
  }
}
