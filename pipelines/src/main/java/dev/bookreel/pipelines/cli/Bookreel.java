package dev.bookreel.pipelines.cli;

import dev.bookreel.delta.storage.CountRequests;
import dev.bookreel.pipelines.UserError;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

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

  /** Whether stack traces are wanted. */
  public static boolean isVerbose(String... arguments) {
    List<String> words = List.of(arguments);
    return words.contains("--verbose") || words.contains("--verbose=true");
  }

  /** Carries out a command; gives 0 done, 1 failed, 2 not understood, or 3 data refused. */
  public int run(String... arguments) {
    List<String> words = List.of(arguments);
    Failures failures =
        new Failures(out, err, words.contains("--output=json"), isVerbose(arguments));
    try {
      if (words.size() > 1 && words.get(0).equals("help")) {
        String[] command = words.subList(1, words.size()).toArray(String[]::new);
        out.print(CommandHelp.of(CommandLine.commandOf(command)));
        return 0;
      }
      if (!words.isEmpty() && !words.get(0).startsWith("-") && !words.get(0).equals("help")) {
        if (CommandLine.asksForHelp(arguments)) {
          out.print(CommandHelp.of(CommandLine.commandOf(arguments)));
          return 0;
        }
        CommandLine line = CommandLine.parse(arguments);
        return new Commands(out, err, failures, setup, defaultRunner).run(line);
      }
      if (CommandLine.asksForHelp(arguments)) {
        out.print(CommandHelp.ofAll());
        return 0;
      }
      throw UserError.usage("no command", "options come after the command", "See bookreel --help");
    } catch (RuntimeException | Error e) {
      return failures.end(e);
    } finally {
      if (isVerbose(arguments)) {
        tellRequests();
      }
    }
  }

  /** Those of this process: what workers elsewhere send is not among them. */
  private void tellRequests() {
    Map<String, Long> requests = CountRequests.soFar();
    if (!requests.isEmpty()) {
      long all = requests.values().stream().mapToLong(Long::longValue).sum();
      err.println("S3: " + all + " requests " + requests);
    }
  }
}
