package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the workers of one stage tell the driver what they left behind. */
public final class ManifestFile {
  private final Path file;

  /** Starts without any: one of an earlier, unfinished try must not be taken for ours. */
  public ManifestFile(Lake lake, String run, String stage) {
    file = lake.scratch(run, stage + ".jsonl");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw UserError.failure(
          "cannot write to the lake " + lake.root(),
          e.toString(),
          "Check the permissions and the space on the disk",
          e);
    }
  }

  /** Where the workers write it. */
  public String path() {
    return file.toString();
  }

  /** What was written; nothing when the stage had nothing to do. */
  public Manifest read() {
    try {
      return Files.exists(file) ? Manifest.read(path()) : Manifest.of(List.of());
    } catch (IOException e) {
      throw UserError.failure("cannot read " + file, e.toString(), "Run again", e);
    }
  }
}
