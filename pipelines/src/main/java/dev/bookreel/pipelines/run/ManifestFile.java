package dev.bookreel.pipelines.run;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.manifest.Manifest;
import java.io.IOException;
import java.util.UUID;

/** Where the workers of one stage tell the driver what they left behind. */
public final class ManifestFile {
  private final StoragePath file;

  /** A place of its own: the same run may be at work twice, or have died before. */
  public ManifestFile(Lake lake, String run, String stage) {
    file = lake.scratch(run, stage + "-" + UUID.randomUUID() + ".jsonl");
    try {
      file.parent().createFolder();
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

  /** What was written; it is read once. */
  public Manifest read() {
    try {
      Manifest manifest = Manifest.read(path());
      file.delete();
      return manifest;
    } catch (IOException e) {
      throw UserError.failure("cannot read " + file, e.toString(), "Run again", e);
    }
  }
}
