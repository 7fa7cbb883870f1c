package dev.bookreel.transforms.compact;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.dataset.Authors;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.WriteManifest;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinFilesTest {
  @TempDir Path folder;

  @Test
  void theFilesOfAGroupBecomeOne_withTheSameRows() throws IOException {
    MemoryTable table = new MemoryTable(Authors.TABLE);
    table.with(List.of(author("A", List.of("x", "y")), author("B", List.of())));
    table.with(List.of(author("C", List.of("é"))));
    table.with(List.of(author("D", List.of())));
    List<TableFile> files = table.files();
    List<List<Object>> before = table.rows();
    MemoryTable written = new MemoryTable(Authors.TABLE);
    String manifest = folder.resolve("manifest").toString();

    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(
            new JoinFiles(
                Authors.TABLE, table, written, List.of(files.subList(0, 2), files.subList(2, 3))))
        .apply(WriteManifest.to(bytes -> Files.write(Path.of(manifest), bytes)));
    pipeline.run().waitUntilFinish();

    Manifest found = Manifest.parse(Files.readAllBytes(Path.of(manifest)));
    assertThat(written.rows(), containsInAnyOrder(before.toArray()));
    assertThat(found.files("trusted/authors").size(), is(2));
    assertThat(
        found.replaced("trusted/authors"),
        containsInAnyOrder(files.stream().map(TableFile::path).toArray()));
  }

  private static List<Object> author(String name, List<String> nationalities) {
    return Arrays.asList(name, 1, null, nationalities, name, 18_980, null, 18_990);
  }
}
