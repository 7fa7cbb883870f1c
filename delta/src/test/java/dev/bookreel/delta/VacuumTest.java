package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VacuumTest {
  private static final Schema SCHEMA =
      Schema.builder().addStringField("name").addStringField("place").build();

  @TempDir Path folder;

  @Test
  void onlyFilesThatNoVersionInRetentionNeeds_go() throws Exception {
    DataFile first = file("first", "a b");
    DataFile second = file("second", "ü%");
    table().commit(Commit.append(List.of(first)).withSchema(SCHEMA, List.of("place"), "Rows."));
    table().commit(Commit.replace(List.of(second)));
    Instant between = pause();
    DataFile third = file("third", "a b");
    table().commit(Commit.replace(List.of(third)));
    DataFile orphan = file("never committed", "a b");
    age(first, second, third, orphan);

    List<Vacuum.Unneeded> unneeded = new Vacuum(table(), between).find();
    assertThat(
        unneeded.stream().map(Vacuum.Unneeded::path).toList(),
        containsInAnyOrder(first.location(path()), orphan.location(path())));
    new Vacuum(table(), between).remove(unneeded);

    assertThat(new Vacuum(table(), between).find(), is(empty()));
    assertThat(rowsOf(table().at(1).orElseThrow()), contains("second"));
    assertThat(rowsOf(table().latest().orElseThrow()), contains("third"));
    assertThat(Files.exists(Path.of(first.location(path()))), is(false));
    assertThat(Files.exists(Path.of(orphan.location(path()))), is(false));
  }

  @Test
  void whatWasWrittenSince_stays_forSomebodyMayBeAboutToCommitIt() throws Exception {
    table()
        .commit(
            Commit.append(List.of(file("first", "a")))
                .withSchema(SCHEMA, List.of("place"), "Rows."));
    Instant since = pause();
    DataFile pending = file("pending", "a");

    assertThat(new Vacuum(table(), since).find(), is(empty()));
    table().commit(Commit.append(List.of(pending)));
    assertThat(rowsOf(table().latest().orElseThrow()), containsInAnyOrder("first", "pending"));
  }

  @Test
  void whereNoTableIs_nothingIsUnneeded() {
    assertThat(new Vacuum(table(), Instant.now()).find(), is(empty()));
  }

  /** A moment that is later than all before and earlier than all after. */
  private static Instant pause() throws InterruptedException {
    Thread.sleep(20);
    Instant moment = Instant.now();
    Thread.sleep(20);
    return moment;
  }

  private void age(DataFile... files) throws IOException {
    for (DataFile file : files) {
      Files.setLastModifiedTime(
          Path.of(file.location(path())), FileTime.from(Instant.now().minus(Duration.ofDays(9))));
    }
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

  private List<String> rowsOf(Snapshot snapshot) {
    return snapshot.files().stream()
        .map(
            file -> {
              try (DataFileReader reader =
                  DataFileReader.open(path(), file, SCHEMA, List.of("name"))) {
                reader.next();
                return reader.getString(0);
              }
            })
        .toList();
  }
}
