package dev.bookreel.runners;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.cli.Bookreel;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the program starts. */
public final class Launcher {
  private Launcher() {}

  /** Carries out a command; the process ends with its exit code. */
  public static void main(String[] arguments) {
    if (Bookreel.isVerbose(arguments)) {
      // Read when the first logger is made, which is later.
      System.setProperty("log4j2.configurationFile", "log4j2-verbose.properties");
    }
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    try {
      // Before anything else: libraries that look around fail on another Scala in ways of their
      // own.
      RequiredSpark.require();
    } catch (UserError e) {
      err.println("bookreel: " + e.getMessage());
      System.exit(e.exitCode());
    }
    int code;
    try (EmbeddedRunners runners = new EmbeddedRunners(arguments)) {
      code = new Bookreel(out, err, runners, "SparkRunner").run(arguments);
    }
    out.flush();
    if (code != 0) {
      System.exit(code);
    }
  }
}
