package dev.bookreel.transforms.quality;

/** A rule file says something that cannot be carried out; the message names the line. */
public final class RuleFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param line from 1; 0 when it cannot be told
   */
  RuleFileException(int line, String message) {
    super(line > 0 ? "line " + line + ": " + message : message);
  }
}
