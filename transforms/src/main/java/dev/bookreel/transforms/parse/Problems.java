package dev.bookreel.transforms.parse;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a record, so that it is told of all its fields, not of the first. */
public final class Problems {
  private List<Rejected> found = List.of();

  /** Reads a value from a record. */
  public interface Reading<T> {
    /**
     * The value.
     *
     * @throws Rejected when there is none that could be accepted
     */
    T read() throws Rejected;
  }

  /** The value, or null and one more problem. */
  public <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (Rejected rejected) {
      found = found.isEmpty() ? new ArrayList<>() : found;
      found.add(rejected);
      return null;
    }
  }

  /**
   * Ends the reading.
   *
   * @throws Rejected with all problems, if there is one
   */
  public void requireNone() throws Rejected {
    if (!found.isEmpty()) {
      throw Rejected.all(found);
    }
  }
}
