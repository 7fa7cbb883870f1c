package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.ManifestStore;
import java.io.IOException;

/** Where the workers of one stage tell the driver what they left behind. */
public final class ManifestFile {
  private final ResultFile file;

  /** A place of its own for a stage of a run. */
  public ManifestFile(Lake lake, String run, String stage) {
    file = new ResultFile(lake, run, stage);
  }

  /** Where the workers write it. */
  public ManifestStore store() {
    ResultFile target = file;
    return target::write;
  }

  /** What was written; it is read once. */
  public Manifest read() {
    try {
      return Manifest.parse(file.read());
    } catch (IOException e) {
      throw UserError.failure("cannot understand what a stage left", e.toString(), "Run again", e);
    }
  }
}
