package dev.bookreel.transforms.parse;

/** Parses time stamps as they occur in the sources. */
public final class Instants {
  private Instants() {}

  /** Microseconds since the epoch, UTC. */
  public static long parseMicros(byte[] buffer, int start, int end, String column) throws Rejected {
    throw new UnsupportedOperationException();
  }

  /** Microseconds since the epoch, UTC. */
  public static long parseMicros(String text, String column) throws Rejected {
    throw new UnsupportedOperationException();
  }

  /** A date in its own offset, in days since the epoch. */
  public static int parseLocalDate(String text, String column) throws Rejected {
    throw new UnsupportedOperationException();
  }
}
