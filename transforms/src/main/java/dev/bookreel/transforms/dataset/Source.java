package dev.bookreel.transforms.dataset;

/** Who delivers a dataset. All datasets of a source are published together or not at all. */
public enum Source {
  /** The streaming company itself: CSV with a header. */
  INTERNAL("internal"),
  /** The book vendor: JSON arrays, the whole data set every night. */
  VENDOR("vendor");

  private final String folder;

  Source(String folder) {
    this.folder = folder;
  }

  /** The name of its folder in the raw zone, and of its option on the command line. */
  public String folder() {
    return folder;
  }
}
