package dev.bookreel.pipelines.run;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import java.io.IOException;
import java.io.Serializable;
import java.util.UUID;

/** A file of the lake by which the workers of one stage tell the driver what came of it. */
public final class ResultFile implements Serializable {
  private static final long serialVersionUID = 1L;
  private final String path;

  /**
   * A place of its own: the same run may be at work twice, or have died before.
   *
   * @throws UserError when nothing can be written there
   */
  public ResultFile(Lake lake, String run, String stage) {
    StoragePath file = lake.scratch(run, stage + "-" + UUID.randomUUID() + ".json");
    path = file.toString();
    try {
      file.parent().createFolder();
    } catch (IOException e) {
      throw UserError.failure(
          "cannot write to the lake " + lake.root(),
          e.toString(),
          "Its folder runs/ is needed in any case: check the permissions and the space on the disk",
          e);
    }
  }

  /** Tells it; whoever tries again, tells it again. */
  public void write(byte[] content) throws IOException {
    StoragePath.of(path).replace(content);
  }

  /** What was told; it is read once. */
  public byte[] read() {
    try {
      byte[] content = StoragePath.of(path).read();
      StoragePath.of(path).delete();
      return content;
    } catch (IOException e) {
      throw UserError.failure("cannot read " + path, e.toString(), "Run again", e);
    }
  }
}
