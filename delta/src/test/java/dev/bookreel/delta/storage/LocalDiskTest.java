package dev.bookreel.delta.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {
  @TempDir Path folder;

  @Test
  void links_areFollowed() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.writeString(real.resolve("x.csv"), "12345");
    Files.createSymbolicLink(real.resolve("l.csv"), real.resolve("x.csv"));
    Files.createSymbolicLink(folder.resolve("latest"), real);

    List<StoredFile> files = StoragePath.of(folder.resolve("latest")).files();
    assertThat(files.stream().map(file -> file.path().name()).toList(), contains("l.csv", "x.csv"));
    assertThat(files.get(0).size(), is(5L));
    assertThat(StoragePath.of(folder).allFiles().size(), is(4));
  }

  @Test
  void emptyVariables_areAsGoodAsNone() {
    StorageOptions options = PipelineOptionsFactory.create().as(StorageOptions.class);
    S3Settings.complete(
        options, Map.of("AWS_REGION", "", "AWS_ENDPOINT_URL_S3", " ", "AWS_ENDPOINT_URL", ""));
    assertThat(S3Settings.of(options), is(new S3Settings(null, null, false)));
  }
}
