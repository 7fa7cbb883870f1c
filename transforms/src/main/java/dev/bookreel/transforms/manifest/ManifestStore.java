package dev.bookreel.transforms.manifest;

import java.io.IOException;
import java.io.Serializable;

/** Where the workers leave a run's manifest for the driver; the pipelines implement it. */
public interface ManifestStore extends Serializable {
  /** Keeps it, in the place of one that a try before this one wrote. */
  void write(byte[] manifest) throws IOException;
}
