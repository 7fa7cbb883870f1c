package dev.bookreel.transforms.manifest;

import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.Serializable;

/**
 * One line of a run's manifest: what the workers tell the driver.
 *
 * @param dataset of a tally or an unknown field, else null
 * @param file a finished data file, or null
 * @param tally counts that add to those of other entries of the dataset, or null
 * @param unknownField a field or column that the dataset does not know, or null
 */
public record ManifestEntry(String dataset, WrittenFile file, Tally tally, String unknownField)
    implements Serializable {

  /** A data file waits to be committed. */
  public static ManifestEntry written(WrittenFile file) {
    return new ManifestEntry(null, file, null, null);
  }

  /** Records were counted. */
  public static ManifestEntry counted(String dataset, Tally tally) {
    return new ManifestEntry(dataset, null, tally, null);
  }

  /** A field was found that nobody asked for. */
  public static ManifestEntry unknownField(String dataset, String field) {
    return new ManifestEntry(dataset, null, null, field);
  }
}
