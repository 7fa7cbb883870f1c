package dev.bookreel.transforms.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.dataset.Users;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final WrittenFile ONE =
      new WrittenFile("trusted/streams", Map.of("start_date", "2021-12-31"), 3, "é \"quoted\"\n");
  private static final WrittenFile TWO = new WrittenFile("trusted/streams", Map.of(), 0, "");
  private static final WrittenFile OTHER = new WrittenFile("quarantine", Map.of(), 1, "x");

  @TempDir Path folder;

  @Test
  void theDriverReadsWhatTheWorkersLeftBehind_addedUp() throws IOException {
    Manifest manifest =
        written(
            ManifestEntry.written(ONE),
            ManifestEntry.counted("users", new Tally(5, 2, 2, 1, 2, 0, 0, 0, 0)),
            ManifestEntry.delivered("users", fields("b", "number")),
            ManifestEntry.written(OTHER),
            ManifestEntry.counted("users", new Tally(1, 1, 0, 0, 0, 1, 0, 0, 0)),
            ManifestEntry.delivered("users", fields("a", "text")),
            ManifestEntry.delivered("users", fields("b", "array")),
            ManifestEntry.written(TWO));

    assertThat(manifest.files("trusted/streams"), containsInAnyOrder(ONE, TWO));
    assertThat(manifest.files("quarantine"), contains(OTHER));
    assertThat(manifest.files("trusted/users"), empty());
    assertThat(manifest.tally("users"), is(new Tally(6, 3, 2, 1, 2, 1, 0, 0, 0)));
    assertThat(manifest.tally("movies"), is(Tally.NONE));
    assertThat(
        manifest.fields(new Users()).kinds(),
        is(Map.of("a", Set.of("text"), "b", Set.of("array", "number"))));
  }

  private static Fields fields(String path, String kind) {
    return new Fields(Map.of(path, Set.of(kind)));
  }

  @Test
  void theDriverReadsWhatIsReplacedAndAffected() throws IOException {
    Tally tally = new Tally(1, 1, 0, 0, 1, 0, 0, 0, 0);
    Manifest manifest =
        written(
            ManifestEntry.replaced("trusted/users", "b"),
            ManifestEntry.matched("users", tally, 7),
            ManifestEntry.affected(18992),
            ManifestEntry.affected(-1),
            ManifestEntry.affected(18992),
            ManifestEntry.replaced("trusted/users", "a"));

    assertThat(manifest.replaced("trusted/users"), contains("a", "b"));
    assertThat(manifest.changes("trusted/users"), is(true));
    assertThat(manifest.changes("trusted/movies"), is(false));
    assertThat(manifest.tally("users"), is(tally));
    assertThat(manifest.live("users"), is(7L));
    assertThat(manifest.live("movies"), is(0L));
    assertThat(manifest.affectedDays(), containsInAnyOrder(-1, 18992));
  }

  @Test
  void aRetryOverwritesTheFile() throws IOException {
    written(ManifestEntry.written(ONE), ManifestEntry.written(TWO));

    assertThat(written(ManifestEntry.written(ONE)).files("trusted/streams"), contains(ONE));
  }

  @Test
  void whatIsNoManifest_isRefused() {
    assertThrows(IOException.class, () -> Manifest.parse("{\"file\":".getBytes(UTF_8)));
  }

  private Manifest written(ManifestEntry... entries) throws IOException {
    String path = folder.resolve("manifest.jsonl").toString();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(List.of(entries)))
        .setCoder(SerializableCoder.of(ManifestEntry.class))
        .apply(WriteManifest.to(bytes -> Files.write(Path.of(path), bytes)));
    pipeline.run().waitUntilFinish();
    return Manifest.parse(Files.readAllBytes(Path.of(path)));
  }
}
