package dev.bookreel.transforms.parse;

/** Parses numbers as they occur in the sources. */
public final class Numbers {
  private Numbers() {}

  /** A finite number that is not negative. */
  public static double parseDouble(byte[] buffer, int start, int end, String column)
      throws Rejected {
    throw new UnsupportedOperationException();
  }

  /** A whole number. */
  public static int parseInt(String text, String column) throws Rejected {
    throw new UnsupportedOperationException();
  }
}
