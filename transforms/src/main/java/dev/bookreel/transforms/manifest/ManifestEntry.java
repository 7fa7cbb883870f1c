package dev.bookreel.transforms.manifest;

import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.quality.Measures;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.Serializable;

/**
 * One line of a run's manifest: what the workers tell the driver.
 *
 * @param dataset of a tally, fields or rejected records, else null
 * @param file a finished data file, or null
 * @param tally counts that add to those of other entries of the dataset, or null
 * @param fields the fields or columns of delivered records, or null
 * @param live how many keys of the dataset's table were live before, or 0
 * @param replaced a file of the table that goes when those written come, or null
 * @param affectedDay a day, since the epoch, that must be refined again, or null
 * @param measures what was measured for the dataset's rules, which adds up, or null
 */
public record ManifestEntry(
    String dataset,
    WrittenFile file,
    Tally tally,
    Fields fields,
    long live,
    ReplacedFile replaced,
    Integer affectedDay,
    Measures measures)
    implements Serializable {
  /**
   * A file of a table that written ones replace.
   *
   * @param table the table's name
   * @param path as {@link dev.bookreel.transforms.table.TableSource#files} gave it
   */
  public record ReplacedFile(String table, String path) implements Serializable {}

  /** A data file waits to be committed. */
  public static ManifestEntry written(WrittenFile file) {
    return new ManifestEntry(null, file, null, null, 0, null, null, null);
  }

  /** A file of the quarantine waits to be committed, with rejected records of a dataset. */
  public static ManifestEntry rejected(String dataset, WrittenFile file) {
    return new ManifestEntry(dataset, file, null, null, 0, null, null, null);
  }

  /** Nothing was left behind: so says also who has nothing to say. */
  public static ManifestEntry nothing() {
    return new ManifestEntry(null, null, null, null, 0, null, null, null);
  }

  /** Records were counted. */
  public static ManifestEntry counted(String dataset, Tally tally) {
    return new ManifestEntry(dataset, null, tally, null, 0, null, null, null);
  }

  /** A dump was matched with its table, in which so many keys were live before. */
  public static ManifestEntry matched(String dataset, Tally tally, long live) {
    return new ManifestEntry(dataset, null, tally, null, live, null, null, null);
  }

  /** A file of a table goes when those written come. */
  public static ManifestEntry replaced(String table, String path) {
    return new ManifestEntry(null, null, null, null, 0, new ReplacedFile(table, path), null, null);
  }

  /** A day's sessions must be refined again. */
  public static ManifestEntry affected(int day) {
    return new ManifestEntry(null, null, null, null, 0, null, day, null);
  }

  /** Something was measured for the rules. */
  public static ManifestEntry measured(String dataset, Measures measures) {
    return new ManifestEntry(dataset, null, null, null, 0, null, null, measures);
  }

  /** Records had these fields. */
  public static ManifestEntry delivered(String dataset, Fields fields) {
    return new ManifestEntry(dataset, null, null, fields, 0, null, null, null);
  }
}
