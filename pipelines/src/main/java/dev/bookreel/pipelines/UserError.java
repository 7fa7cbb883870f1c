package dev.bookreel.pipelines;

import dev.bookreel.delta.storage.StorageFailure;

/** Something a person can mend: the problem, its cause, the way out, and the exit code. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The command was not understood, or names something that is not there. */
  public static final int USAGE = 2;

  /** Data was delivered that must not be published. */
  public static final int REFUSED = 3;

  /** Anything else went wrong. */
  public static final int FAILURE = 1;

  private static final String ENDS = ".?!…";

  private final String problem;
  private final String reason;
  private final String wayOut;
  private final int exitCode;

  private UserError(int exitCode, String problem, String reason, String wayOut, Throwable cause) {
    super(problem + ": " + sentence(String.valueOf(reason)) + " " + sentence(wayOut), cause);
    this.problem = problem;
    this.reason = String.valueOf(reason);
    this.wayOut = wayOut;
    this.exitCode = exitCode;
  }

  /** Exit code 2. */
  public static UserError usage(String problem, String reason, String wayOut) {
    return new UserError(USAGE, problem, reason, wayOut, null);
  }

  /** Exit code 3. */
  public static UserError refused(String problem, String reason, String wayOut) {
    return new UserError(REFUSED, problem, reason, wayOut, null);
  }

  /**
   * Exit code 1. Where S3 is the cause, it knows better why and what to do; when what was given can
   * never work there, the code is 2.
   */
  public static UserError failure(String problem, String reason, String wayOut, Throwable cause) {
    return StorageFailure.in(cause)
        .map(
            storage ->
                new UserError(
                    storage.isSetup() ? USAGE : FAILURE,
                    problem,
                    problem.equals(storage.problem())
                        ? storage.getMessage()
                        : storage.problem() + ": " + storage.getMessage(),
                    storage.wayOut(),
                    cause))
        .orElseGet(() -> new UserError(FAILURE, problem, reason, wayOut, cause));
  }

  /** What went wrong. */
  public String problem() {
    return problem;
  }

  /** Why. */
  public String reason() {
    return reason;
  }

  /** What to do. */
  public String wayOut() {
    return wayOut;
  }

  /** The code to exit with. */
  public int exitCode() {
    return exitCode;
  }

  /** With an end of its own, if it has none. */
  private static String sentence(String text) {
    return text.isEmpty() || ENDS.indexOf(text.charAt(text.length() - 1)) < 0 ? text + "." : text;
  }
}
