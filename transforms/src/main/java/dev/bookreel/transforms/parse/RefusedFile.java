package dev.bookreel.transforms.parse;

/**
 * A delivered file that cannot be taken in at all: its records cannot be told apart, or taking what
 * can be read would mark the rest as deleted.
 */
public final class RefusedFile extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String problem;
  private final String wayOut;

  /**
   * Creates a refusal.
   *
   * @param problem what is wrong with the file
   * @param cause what was found, and where
   * @param wayOut what a person can do
   */
  public RefusedFile(String problem, String cause, String wayOut) {
    super(cause);
    this.problem = problem;
    this.wayOut = wayOut;
  }

  static RefusedFile broken(String cause) {
    return new RefusedFile("its records cannot be told apart", cause, "ask for the delivery again");
  }

  static RefusedFile truncated(long begin) {
    return new RefusedFile(
        "it is cut off",
        "the record that begins at byte " + begin + " does not end",
        "ask for the delivery again");
  }

  static RefusedFile objectInsteadOfArray(long begin) {
    return new RefusedFile(
        "it holds a JSON object where an array is due",
        "the object that begins at byte " + begin + " goes over several lines",
        "deliver one array of records, or one record a line");
  }

  /** What is wrong with the file. */
  public String problem() {
    return problem;
  }

  /** What a person can do. */
  public String wayOut() {
    return wayOut;
  }
}
