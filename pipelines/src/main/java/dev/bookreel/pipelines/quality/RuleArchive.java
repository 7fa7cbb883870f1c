package dev.bookreel.pipelines.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The rule files that deliveries were published under, kept in the raw zone by their SHA-256. */
public final class RuleArchive {
  private final StoragePath folder;

  /** The archive of a lake. */
  public RuleArchive(Lake lake) {
    this.folder = lake.rules();
  }

  /** Keeps a file, and gives the name that it is found by; null for none. */
  public String keep(String text) {
    if (text == null) {
      return null;
    }
    String name = Hashes.sha256(text.getBytes(UTF_8));
    StoragePath file = file(name);
    try {
      if (!file.isFile()) {
        file.replace(text.getBytes(UTF_8));
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the rules in " + file, e);
    }
  }

  /** The file that was kept under a name. */
  public String find(String name) {
    try {
      return new String(file(name).read(), UTF_8);
    } catch (IOException e) {
      throw UserError.failure(
          "cannot read the rules that a delivery was published under",
          String.valueOf(e.getMessage()),
          "Restore the file from a backup of the raw zone",
          e);
    }
  }

  private StoragePath file(String name) {
    return folder.resolve(name + ".dqdl");
  }
}
