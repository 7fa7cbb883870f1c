package dev.bookreel.delta;

/** A table cannot be read or written as asked: the problem, its cause, and the way out. */
public class DeltaException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String problem;
  private final String reason;
  private final String wayOut;

  DeltaException(String problem, String reason, String wayOut) {
    this(problem, reason, wayOut, null);
  }

  DeltaException(String problem, String wayOut, Throwable cause) {
    this(problem, cause.getMessage(), wayOut, cause);
  }

  DeltaException(String problem, String reason, String wayOut, Throwable cause) {
    super(problem + ": " + reason + ". " + wayOut, cause);
    this.problem = problem;
    this.reason = reason;
    this.wayOut = wayOut;
  }

  /** What went wrong. */
  public String problem() {
    return problem;
  }

  /** Why. */
  public String reason() {
    return reason;
  }

  /** What a person can do. */
  public String wayOut() {
    return wayOut;
  }
}
