package dev.bookreel.delta;

/** A table cannot be read or written as asked: the problem, its cause, and the way out. */
public class DeltaException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String problem;
  private final String wayOut;

  DeltaException(String problem, String cause, String wayOut) {
    super(problem + ": " + cause + ". " + wayOut);
    this.problem = problem;
    this.wayOut = wayOut;
  }

  DeltaException(String problem, String wayOut, Throwable cause) {
    super(problem + ": " + cause.getMessage() + ". " + wayOut, cause);
    this.problem = problem;
    this.wayOut = wayOut;
  }

  /** What went wrong. */
  public String problem() {
    return problem;
  }

  /** What a person can do. */
  public String wayOut() {
    return wayOut;
  }
}
