package dev.bookreel.pipelines.land;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What landing leaves in a raw zone on a disk. */
class LandingTest {
  private static final LocalDate DATE = LocalDate.of(2021, 12, 31);
  private static final String MOVIES =
      "title,duration_mins,original_language,size_mb\nIt,90,en,1\n";
  private static final String USERS = "first_name,last_name,email\nAda,L,ada@x.org\n";

  @TempDir Path folder;
  private Path internal;
  private Lake lake;

  @BeforeEach
  void deliver() throws IOException {
    internal = Files.createDirectory(folder.resolve("internal"));
    lake = Lake.openOrCreate(folder.resolve("lake").toString(), ZoneId.of("Europe/Stockholm"));
    Files.writeString(internal.resolve("movies.csv"), MOVIES);
    Files.writeString(internal.resolve("users.csv"), USERS);
  }

  @Test
  void filesLieUnderTheirNames_withTheirBytes_andNothingElse() throws IOException {
    Delivery movies = land().get(Datasets.named("movies"));

    String id = movies.id();
    assertThat(
        raw(),
        is(
            List.of(
                "internal/movies/ingest_date=2021-12-31/" + id + "/_delivery.json",
                "internal/movies/ingest_date=2021-12-31/" + id + "/movies.csv",
                "internal/users/ingest_date=2021-12-31/" + id + "/_delivery.json",
                "internal/users/ingest_date=2021-12-31/" + id + "/users.csv")));
    Path copy = folder.resolve("lake/raw").resolve(raw().get(1));
    assertThat(Files.readString(copy), is(MOVIES));
    assertThat(movies.files().get(0).sha256(), is(Hashes.sha256(MOVIES.getBytes(UTF_8))));
    assertThat(movies.records(), is(1L));
  }

  @Test
  void theSameAgain_isTheSameDelivery() throws IOException {
    Map<Dataset, Delivery> first = land();
    List<String> files = raw();
    assertThat(land(), is(first));
    assertThat(raw(), is(files));
  }

  @Test
  void anotherContentOfTheSameSize_isAnotherDelivery() throws IOException {
    Delivery first = land().get(Datasets.named("movies"));
    Files.writeString(internal.resolve("movies.csv"), MOVIES.replace("It", "Up"));
    Delivery second = land().get(Datasets.named("movies"));
    assertThat(second.id().equals(first.id()), is(false));
    assertThat(raw().size(), is(8));
    assertThat(
        second.files().get(0).sha256(),
        is(Hashes.sha256(MOVIES.replace("It", "Up").getBytes(UTF_8))));
  }

  @Test
  void oneFileThatIsRefused_keepsOutAll_andLeavesNothing() throws IOException {
    Files.writeString(internal.resolve("users.csv"), "");
    UserError refused = assertThrows(UserError.class, this::land);
    assertThat(refused.problem(), is("users.csv is refused, since it is empty"));
    assertThat(raw(), is(List.of()));
  }

  @Test
  void aFileThatIsStillWritten_isRefused() throws IOException {
    SourceFolder before = SourceFolder.of(Source.INTERNAL, internal.toString());
    Files.writeString(internal.resolve("users.csv"), USERS + "Bob,M,bob@x.org\n");
    UserError refused = assertThrows(UserError.class, () -> new Landing(lake, DATE).land(before));
    assertThat(refused.problem(), is("users.csv is refused, since it changed while it landed"));
    assertThat(raw(), is(List.of()));
  }

  @Test
  void oneWhoseTimeChanged_isRefused() throws IOException {
    SourceFolder before = SourceFolder.of(Source.INTERNAL, internal.toString());
    Files.setLastModifiedTime(
        internal.resolve("users.csv"), FileTime.from(Instant.parse("2021-12-31T04:00:00Z")));
    UserError refused = assertThrows(UserError.class, () -> new Landing(lake, DATE).land(before));
    assertThat(refused.exitCode(), is(UserError.REFUSED));
  }

  private Map<Dataset, Delivery> land() {
    return new Landing(lake, DATE).land(SourceFolder.of(Source.INTERNAL, internal.toString()));
  }

  private List<String> raw() throws IOException {
    Path raw = folder.resolve("lake/raw");
    if (!Files.exists(raw)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(raw)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> raw.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
