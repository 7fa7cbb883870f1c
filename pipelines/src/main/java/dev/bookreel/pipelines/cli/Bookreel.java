package dev.bookreel.pipelines.cli;

import dev.bookreel.delta.DeltaException;
import dev.bookreel.pipelines.UserError;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The command line: takes arguments, prints results, and gives the exit code. */
public final class Bookreel {
  private final PrintStream out;
  private final PrintStream err;
  private final RunnerSetup setup;
  private final String defaultRunner;

  /**
   * Creates the command line.
   *
   * @param out for results only
   * @param err for progress and errors
   * @param setup knows the runners that can be named
   * @param defaultRunner the one when none is named
   */
  public Bookreel(PrintStream out, PrintStream err, RunnerSetup setup, String defaultRunner) {
    this.out = out;
    this.err = err;
    this.setup = setup;
    this.defaultRunner = defaultRunner;
  }

  /** Carries out a command; gives 0 done, 1 failed, 2 not understood, or 3 data refused. */
  public int run(String... arguments) {
    boolean json = Arrays.asList(arguments).contains("--output=json");
    boolean verbose = Arrays.stream(arguments).anyMatch(word -> word.startsWith("--verbose"));
    try {
      if (arguments.length == 2 && arguments[0].equals("help")) {
        out.print(CommandLine.help(CommandLine.parse(new String[] {arguments[1]}).command()));
        return 0;
      }
      if (arguments.length > 0 && !arguments[0].startsWith("-") && !arguments[0].equals("help")) {
        CommandLine line = CommandLine.parse(arguments);
        if (CommandLine.asksForHelp(arguments)) {
          out.print(CommandLine.help(line.command()));
          return 0;
        }
        return new Commands(out, err, setup, defaultRunner).run(line);
      }
      if (CommandLine.asksForHelp(arguments)) {
        out.print(CommandLine.help());
        return 0;
      }
      throw UserError.usage("no command", "options come after the command", "See bookreel --help");
    } catch (UserError e) {
      return fail(e, json, verbose);
    } catch (DeltaException e) {
      return fail(UserError.failure(e.problem(), e.getMessage(), e.wayOut(), e), json, verbose);
    } catch (UncheckedIOException e) {
      return fail(
          UserError.failure(
              e.getMessage(),
              String.valueOf(e.getCause()),
              "Check the disk and the permissions, and run again",
              e),
          json,
          verbose);
    } catch (RuntimeException e) {
      return fail(
          UserError.failure(
              "bookreel failed where it should not",
              e.toString(),
              "Run again with --verbose, and report what it prints",
              e),
          json,
          verbose);
    }
  }

  private int fail(UserError error, boolean json, boolean verbose) {
    if (json) {
      out.println(Printer.json(error));
    }
    err.println("bookreel: " + error.getMessage().replaceAll("\\s*\\R\\s*", " "));
    if (verbose) {
      error.printStackTrace(err);
    }
    return error.exitCode();
  }
}
