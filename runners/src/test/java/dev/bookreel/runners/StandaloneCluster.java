package dev.bookreel.runners;

import dev.bookreel.testdata.S3Server;
import dev.bookreel.testdata.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Spark cluster on loopback: a master and two workers, each a process of its own. */
final class StandaloneCluster implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final long SECONDS = 60;
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WORKER = Pattern.compile("Successfully registered with (master)");

  private static final String OPENS =
      Stream.of("java.lang", "java.lang.invoke", "java.nio", "java.util", "sun.nio.ch")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .collect(Collectors.joining(" "));

  private final Path sparkHome;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private String master;

  private StandaloneCluster(Path sparkHome, Path folder) {
    this.sparkHome = sparkHome;
    this.folder = folder;
  }

  /**
   * Starts a cluster and waits until its workers are registered.
   *
   * @param sparkHome where Spark's distribution is
   * @param folder for logs, and for what executors and drivers write
   */
  static StandaloneCluster start(Path sparkHome, Path folder)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(sparkHome, Files.createDirectories(folder));
    try {
      cluster.start();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void start() throws IOException, InterruptedException {
    master =
        await(
            daemon(
                "master",
                "master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0"),
            MASTER);
    for (int worker = 1; worker <= WORKERS; worker++) {
      await(
          daemon(
              "worker" + worker,
              "worker.Worker",
              "--host",
              "127.0.0.1",
              "--webui-port",
              "0",
              "--cores",
              "2",
              "--memory",
              "2g",
              "--work-dir",
              folder.resolve("work" + worker).toString(),
              master),
          WORKER);
    }
  }

  /**
   * Submits the jar with a command, as people would.
   *
   * @param log takes what it prints to standard error
   * @param out takes what it prints to standard output
   */
  Process submit(String deployMode, Path log, Path out, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                sparkHome.resolve("bin/spark-submit").toString(),
                "--master",
                master,
                "--deploy-mode",
                deployMode,
                "--class",
                Launcher.class.getName(),
                "--driver-memory",
                "900m",
                "--executor-memory",
                "900m",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.standalone.submit.waitAppCompletion=true",
                "--conf",
                // What spark-submit gives to its own process, it does not give to a driver
                // elsewhere.
                "spark.driver.extraJavaOptions=" + OPENS,
                jar().toString()));
    command.addAll(arguments);
    return process(command, log).redirectOutput(out.toFile()).start();
  }

  /** Kills the last worker, and with it its executors. */
  void killWorker() {
    processes.get(processes.size() - 1).destroyForcibly();
  }

  /** The jar that the build made. */
  static Path jar() throws IOException {
    try (var files = Files.list(Sample.root().resolve("runners/target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("bookreel-.*-spark\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the build has not made the jar yet"));
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private Path daemon(String name, String main, String... arguments) throws IOException {
    Path log = folder.resolve(name + ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                sparkHome.resolve("jars") + "/*",
                "org.apache.spark.deploy." + main));
    command.addAll(List.of(arguments));
    processes.add(
        process(command, log).redirectOutput(folder.resolve(name + ".out").toFile()).start());
    return log;
  }

  private ProcessBuilder process(List<String> command, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    // Another Spark of the host must not take part.
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
    return builder;
  }

  private static String await(Path log, Pattern wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      Matcher found = wanted.matcher(Files.readString(log));
      if (found.find()) {
        return found.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("no \"" + wanted + "\" in " + Files.readString(log));
  }
}
