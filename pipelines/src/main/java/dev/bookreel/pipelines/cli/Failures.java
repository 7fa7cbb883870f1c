package dev.bookreel.pipelines.cli;

import dev.bookreel.delta.DeltaException;
import dev.bookreel.delta.storage.StorageFailure;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.run.RunSummary;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Tells of failures: people in one line on standard error, scripts in one JSON document on standard
 * output. It learns what the run is as the command goes on, so that the document can say it.
 */
final class Failures {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final boolean verbose;
  private LocalDate date;
  private String run;

  /**
   * Creates it for one command.
   *
   * @param json whether a script reads standard output
   * @param verbose whether stack traces are wanted
   */
  Failures(PrintStream out, PrintStream err, boolean json, boolean verbose) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.verbose = verbose;
  }

  /** The run is for this date. */
  void dated(LocalDate known) {
    date = known;
  }

  /** The run has this id. */
  void named(String known) {
    run = known;
  }

  /** The command ends with this; gives the exit code. */
  int end(Throwable failure) {
    return end(List.of(explain(failure)));
  }

  /** The command ends with these, one for each source; gives the exit code. */
  int end(List<UserError> errors) {
    if (json) {
      out.println(Printer.json(RunSummary.failed(run, date, errors)));
    }
    return tell(errors);
  }

  /** Tells people only; gives the exit code. */
  int tell(List<UserError> errors) {
    for (UserError error : errors) {
      err.println("bookreel: " + error.getMessage().replaceAll("\\s*\\R\\s*", " "));
      if (verbose) {
        error.printStackTrace(err);
      }
    }
    return errors.stream().mapToInt(UserError::exitCode).findFirst().orElse(0);
  }

  /** The problem, its cause and the way out, whatever was thrown. */
  static UserError explain(Throwable failure) {
    if (failure instanceof UserError error) {
      return error;
    }
    if (failure instanceof DeltaException e) {
      return UserError.failure(e.problem(), e.reason(), e.wayOut(), e);
    }
    if (failure instanceof UncheckedIOException e) {
      return UserError.failure(
          e.getMessage(),
          String.valueOf(e.getCause()),
          "Check the disk and the permissions, and run again",
          e);
    }
    Optional<StorageFailure> storage = StorageFailure.in(failure);
    if (storage.isPresent()) {
      return UserError.failure(
          storage.get().problem(), storage.get().getMessage(), storage.get().wayOut(), failure);
    }
    if (failure instanceof OutOfMemoryError) {
      return UserError.failure(
          "bookreel ran out of memory",
          failure.getMessage(),
          "Give it more, such as BOOKREEL_HEAP=4g in the environment, and run again",
          failure);
    }
    return UserError.failure(
        "bookreel failed where it should not",
        failure.toString(),
        "Run again with --verbose, and report what it prints",
        failure);
  }
}
