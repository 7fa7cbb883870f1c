package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.schemas.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit may go behind, and what it must not. */
class ConcurrentCommitTest {
  private static final Schema SCHEMA =
      Schema.builder().addStringField("name").addStringField("place").build();

  @TempDir Path folder;
  private DataFile first;
  private DataFile second;

  @BeforeEach
  void twoFiles() {
    first = file("first", "a");
    second = file("second", "b");
    table()
        .commit(
            Commit.append(List.of(first, second)).withSchema(SCHEMA, List.of("place"), "Rows."));
  }

  @Test
  void anAppend_goesBehindAnything() {
    table().commit(Commit.replace(List.of(file("new", "a"))));
    CommitResult result =
        table().commit(Commit.append(List.of(file("more", "a"))).withReadVersion(0));
    assertThat(result.version(), is(2L));
    assertThat(names(), containsInAnyOrder("new", "more"));
  }

  @Test
  void aMerge_goesBehindAnAppend_whereItDidNotLook() {
    table().commit(Commit.append(List.of(file("other", "b"))));
    table().commit(merge().withReadPartitions(Set.of(Map.of("place", "a"))));
    assertThat(names(), containsInAnyOrder("merged", "second", "other"));
  }

  @Test
  void aMerge_doesNotGoBehindAnAppend_whereItLooked() {
    table().commit(Commit.append(List.of(file("unseen", "a"))));
    Commit merge = merge().withReadPartitions(Set.of(Map.of("place", "a")));
    assertThat(
        refused(merge), containsString("another writer added rows where this commit looked"));
    assertThat(names(), containsInAnyOrder("first", "second", "unseen"));
  }

  @Test
  void twoMergesOfOneFile_haveOneWinner() {
    table().commit(Commit.optimize(List.of(file("first", "a")), List.of(first)));
    assertThat(refused(merge()), containsString("which this commit rewrites"));
    assertThat(names(), containsInAnyOrder("first", "second"));
  }

  @Test
  void aMerge_goesBehindAnOptimize_ofWhatItOnlyRead() {
    table().commit(Commit.optimize(List.of(file("second", "b")), List.of(second)));
    table().commit(merge());
    assertThat(names(), containsInAnyOrder("merged", "second"));
  }

  @Test
  void anOptimize_goesBehindAnAppend() {
    table().commit(Commit.append(List.of(file("more", "a"))));
    Commit optimize =
        Commit.optimize(List.of(file("first", "a")), List.of(first)).withReadVersion(0);
    assertThat(table().commit(optimize).version(), is(2L));
    assertThat(names(), containsInAnyOrder("first", "second", "more"));
  }

  @Test
  void nothingDecidedBefore_goesBehindAnotherSchema() {
    Schema wide = Schema.builder().addFields(SCHEMA.getFields()).addStringField("more").build();
    table().commit(Commit.schemaOnly().withSchema(wide, List.of("place"), "Rows."));
    assertThat(refused(merge()), containsString("changed its schema or protocol"));
  }

  @Test
  void nothingDecidedOnNoTable_goesBehindItsCreation() {
    Commit late = Commit.replace(List.of(file("two", "a"))).withReadVersion(Commit.NO_TABLE);
    assertThat(refused(late), containsString("changed its schema or protocol"));
  }

  @Test
  void whatIsExclusive_goesBehindNothingButAnOptimize() {
    table().commit(Commit.optimize(List.of(file("first", "a")), List.of(first)));
    Commit exclusive = Commit.merge(List.of(), List.of()).withReadVersion(0).exclusively();
    assertThat(table().commit(exclusive).version(), is(2L));
    assertThat(refused(exclusive), containsString("another writer committed, too"));
  }

  @Test
  void twoOfOneApplication_doNotGoBehindEachOther() {
    table().commit(Commit.merge(List.of(), List.of()).withTransaction("dump", 5));
    Commit older = merge().withTransaction("dump", 5).withTransaction("content", 4);
    assertThat(refused(older), containsString("a transaction of the same application"));
  }

  @Test
  void otherPartitions_areRefused() {
    Commit wrong = Commit.append(List.of()).withSchema(SCHEMA, List.of("name"), "Rows.");
    assertThat(
        assertThrows(DeltaException.class, () -> table().commit(wrong)).getMessage(),
        containsString("it is partitioned by [place], not by [name]"));
  }

  @Test
  void aSlashAtTheEndOfAPath_meansNothing() {
    assertThat(DeltaTable.at(path() + "/").path(), is(path()));
    assertThat(
        new Vacuum(DeltaTable.at(path() + "/"), Instant.now().plusSeconds(60)).find(),
        is(List.of()));
  }

  @Test
  void severalTransactions_areDoneOnlyTogether() {
    table().commit(Commit.append(List.of(file("x", "a"))).withTransaction("one", 1));
    Commit both = merge().withTransaction("one", 1).withTransaction("two", 1).withReadVersion(1);
    assertThat(table().commit(both).applied(), is(true));
    assertThat(table().commit(both).applied(), is(false));
    assertThat(table().latest().orElseThrow().transaction("two").orElseThrow(), is(1L));
    assertThat(table().latest().orElseThrow().transaction("three").isPresent(), is(false));
  }

  @Test
  void history_tellsWhatWasDone() {
    table().commit(merge().withMetric("numRowsChanged", 1).withParameter("run", "r"));
    List<CommitEntry> history = table().history().toList();
    assertThat(history.stream().map(CommitEntry::version).toList(), contains(1L, 0L));
    assertThat(history.get(0).operation(), is("MERGE"));
    assertThat(history.get(0).parameters(), is(Map.of("run", "r")));
    assertThat(
        new TreeMap<>(history.get(0).metrics()),
        is(
            Map.of(
                "numFiles", "1",
                "numOutputRows", "1",
                "numRemovedFiles", "1",
                "numRemovedRows", "1",
                "numRowsChanged", "1")));
  }

  @Test
  void aTableOfManyCommits_isReadFromItsCheckpoint_atEveryVersion() throws IOException {
    for (int version = 1; version <= 25; version++) {
      table()
          .commit(Commit.append(List.of(file("v" + version, "a"))).withTransaction("app", version));
    }
    assertThat(Files.exists(folder.resolve("t/_delta_log/_last_checkpoint")), is(true));
    // Whoever reads must not need what the checkpoint sums up.
    for (int version = 0; version < 20; version++) {
      Files.delete(folder.resolve("t/_delta_log/%020d.json".formatted(version)));
    }
    Snapshot latest = table().latest().orElseThrow();
    assertThat(latest.version(), is(25L));
    assertThat(latest.files().size(), is(27));
    assertThat(latest.transaction("app").orElseThrow(), is(25L));
    assertThat(table().at(22).orElseThrow().files().size(), is(24));
    assertThat(table().history().count(), is(6L));
  }

  private Commit merge() {
    return Commit.merge(List.of(file("merged", "a")), List.of(first)).withReadVersion(0);
  }

  private String refused(Commit commit) {
    return assertThrows(ConflictException.class, () -> table().commit(commit)).getMessage();
  }

  private DeltaTable table() {
    return DeltaTable.at(path());
  }

  private String path() {
    return folder.resolve("t").toString();
  }

  private DataFile file(String name, String place) {
    DataFileWriter writer = DataFileWriter.create(path(), SCHEMA, Map.of("place", place), Set.of());
    writer.setString(0, name);
    writer.endRow();
    return writer.finish();
  }

  private List<String> names() {
    return table().latest().orElseThrow().files().stream().map(this::name).toList();
  }

  private String name(DataFile file) {
    try (DataFileReader reader = DataFileReader.open(path(), file, SCHEMA, List.of("name"))) {
      reader.next();
      return reader.getString(0);
    }
  }
}
