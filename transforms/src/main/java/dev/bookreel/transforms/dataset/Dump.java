package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.parse.FileRange;

/**
 * A dataset that is delivered whole every time.
 *
 * <p>Its table holds versions: the columns that parsing fills, then those of history.
 */
public abstract class Dump implements Dataset {
  private static final long serialVersionUID = 1L;

  /** Opens a range of one of its files. */
  public abstract DumpReader open(FileRange range);

  @Override
  public final boolean isFullDump() {
    return true;
  }
}
