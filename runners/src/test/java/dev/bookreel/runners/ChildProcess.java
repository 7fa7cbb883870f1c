package dev.bookreel.runners;

import dev.bookreel.testdata.S3Server;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts the command line in a JVM of its own, which may be killed. */
final class ChildProcess {
  private static final List<String> OPENED =
      List.of("java.nio", "sun.nio.ch", "java.lang", "java.lang.invoke", "java.util", "java.io");

  private ChildProcess() {}

  /**
   * Starts a command on the Direct runner.
   *
   * @param rules Byteman's, or null
   * @param log takes what it prints
   */
  static Process start(Path rules, Path log, String... arguments) throws IOException {
    List<String> options = new ArrayList<>(List.of("-Xmx512m"));
    if (rules != null) {
      options.add("-javaagent:" + byteman() + "=script:" + rules);
    }
    return startWith(options, log, arguments);
  }

  /** Starts a command with these options to Java. */
  static Process startWith(List<String> options, Path log, String... arguments) throws IOException {
    List<String> command = command(options);
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    process.environment().put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
    process.environment().put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
    return process.start();
  }

  /** What starts the command line, with these options to Java; a command may follow. */
  static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), Launcher.class.getName()));
    return command;
  }

  /** Waits for the end of a process that must succeed. */
  static void requireDone(Process process, Path log) throws IOException, InterruptedException {
    int code = process.waitFor();
    if (code != 0) {
      throw new AssertionError("exit code " + code + ": " + Files.readString(log));
    }
  }

  private static String byteman() {
    return Arrays.stream(classPath().split(File.pathSeparator, -1))
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith("byteman-"))
        .findFirst()
        .orElseThrow();
  }

  /** Maven starts its tests from a jar that only names the real class path. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
