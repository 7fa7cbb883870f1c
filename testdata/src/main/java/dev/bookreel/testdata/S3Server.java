package dev.bookreel.testdata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server of S3 on a free loopback port, in a process of its own, with credentials that are known
 * to nobody else.
 */
public final class S3Server implements AutoCloseable {
  /** By which clients are known. */
  public static final String ACCESS_KEY = "bookreel-tests";

  /** What nothing may ever print. */
  public static final String SECRET_KEY = "wJalrXUtnFEMI-bookreel-tests-only";

  private static final String VERSITYGW = "github.com/versity/versitygw/cmd/versitygw@v1.8.0";
  private static final long SECONDS = 60;
  private static final long INSTALL_MINUTES = 10;
  private static final long PAUSE_MILLIS = 50;
  private final Process process;
  private final URI endpoint;

  private S3Server(Process process, int port) {
    this.process = process;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Starts S3Mock, and fetches it on first use.
   *
   * @param folder for its log and what is stored
   */
  public static S3Server mock(Path folder, String... buckets)
      throws IOException, InterruptedException {
    Path home = Sample.root().resolve("testdata/s3");
    Path jars =
        install(
            "jars-4.6.0",
            List.of(
                "mvn",
                "-q",
                "-B",
                "-f",
                home.resolve("pom.xml").toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
                "-DoutputDirectory={folder}"),
            null);
    Path log = Files.createDirectories(folder).resolve("s3mock.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                jars + "/*",
                home.resolve("S3MockServer.java").toString(),
                folder.resolve("s3mock").toString(),
                String.join(",", buckets))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return started(process, log);
  }

  /**
   * Starts versitygw, a server over a local folder, and builds it on first use; nothing where there
   * is no Go.
   *
   * @param folder for its log and what is stored
   */
  public static Optional<S3Server> versity(Path folder, String... buckets)
      throws IOException, InterruptedException {
    if (!hasGo()) {
      return Optional.empty();
    }
    Path bin = install("versitygw-1.8.0", List.of("go", "install", VERSITYGW), "GOBIN");
    for (String bucket : buckets) {
      Files.createDirectories(folder.resolve("versity").resolve(bucket));
    }
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                bin.resolve("versitygw").toString(),
                "--port",
                "127.0.0.1:" + port,
                "posix",
                folder.resolve("versity").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("versity.log").toFile());
    builder.environment().put("ROOT_ACCESS_KEY", ACCESS_KEY);
    builder.environment().put("ROOT_SECRET_KEY", SECRET_KEY);
    S3Server server = new S3Server(builder.start(), port);
    server.awaitConnection(port);
    return Optional.of(server);
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static S3Server started(Process process, Path log)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      for (String line : Files.readString(log, UTF_8).lines().toList()) {
        if (line.startsWith("ready ")) {
          return new S3Server(process, Integer.parseInt(line.substring("ready ".length())));
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    process.destroyForcibly();
    throw new IOException("the server did not start: " + Files.readString(log, UTF_8));
  }

  private void awaitConnection(int port) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw e;
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Runs an installation in a folder of its own unless it was done; one process at a time. */
  private static Path install(String name, List<String> command, String variable)
      throws IOException, InterruptedException {
    Path folder =
        Files.createDirectories(Sample.root().resolve("testdata/target/s3").resolve(name));
    Path done = folder.resolveSibling(name + ".installed");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolveSibling(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || Files.exists(done)) {
        return folder;
      }
      Path log = folder.resolveSibling(name + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(
                  command.stream()
                      .map(word -> word.replace("{folder}", folder.toString()))
                      .toList())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      if (variable != null) {
        builder.environment().put(variable, folder.toString());
      }
      Process process = builder.start();
      if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("cannot install " + name + ": " + Files.readString(log, UTF_8));
      }
      Files.createFile(done);
    }
    return folder;
  }

  private static boolean hasGo() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
