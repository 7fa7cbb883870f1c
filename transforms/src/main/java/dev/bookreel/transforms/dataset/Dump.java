package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.parse.FileRange;
import java.util.List;

/**
 * A dataset that is delivered whole every time.
 *
 * <p>Its table holds versions: the columns that parsing fills, then those of history.
 */
public abstract class Dump implements Dataset {
  private static final long serialVersionUID = 1L;

  /**
   * The leading {@link #keyColumns} whose rows stay together in one data file; all of them, unless
   * a dataset has a reason of its own.
   */
  public List<String> togetherColumns() {
    return keyColumns();
  }

  /** Opens a range of one of its files. */
  public abstract DumpReader open(FileRange range);

  @Override
  public final boolean isFullDump() {
    return true;
  }
}
