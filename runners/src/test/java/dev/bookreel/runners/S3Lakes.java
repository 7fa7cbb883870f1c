package dev.bookreel.runners;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.bookreel.delta.storage.S3;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.cli.LakeOptions;
import dev.bookreel.testdata.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Lakes in S3 under test. */
final class S3Lakes {
  private S3Lakes() {}

  /** Lets this process know the server's credentials, as a machine's role would. */
  static void signIn() {
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
  }

  static void signOut() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  /** Carries out a command that must succeed. */
  static Lakes.Outcome done(URI endpoint, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--s3-endpoint=" + endpoint);
    return Lakes.done(all.toArray(String[]::new));
  }

  /** All rows of some tables, in an order of their own. */
  static Map<String, List<String>> rows(S3Server server, String lake, List<String> tables) {
    signIn();
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : tables) {
      List<String> texts = new ArrayList<>();
      done(server.endpoint(), "query", "--lake=" + lake, "--output=json", "--sql=from " + table)
          .json()
          .forEach(row -> texts.add(row.toString()));
      texts.sort(null);
      rows.put(table, texts);
    }
    return rows;
  }

  /** Copies a folder of the disk into a bucket. */
  static void upload(URI endpoint, Path folder, String target) throws IOException {
    LakeOptions options = PipelineOptionsFactory.create().as(LakeOptions.class);
    options.setS3Endpoint(endpoint.toString());
    S3.configure(options);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        StoragePath.of(target)
            .resolve(file.getFileName().toString())
            .replace(Files.readAllBytes(file));
      }
    }
  }

  /** Whether a file has a text in it. */
  static boolean holds(Path file, String text) throws IOException {
    return Files.readString(file, ISO_8859_1).contains(text);
  }
}
