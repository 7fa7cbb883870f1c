package dev.bookreel.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.testdata.S3Proxy;
import dev.bookreel.testdata.S3Proxy.Asked;
import dev.bookreel.testdata.S3Proxy.Fault;
import dev.bookreel.testdata.S3Server;
import dev.bookreel.testdata.Sample;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What S3 refuses is told in one line, with the right exit code, before anything was published. */
@Tag("s3")
class S3RefusalsIT {
  @TempDir static Path folder;
  private static S3Server server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = S3Server.mock(folder, "lake");
  }

  @AfterAll
  static void stop() {
    server.close();
    S3Lakes.signOut();
  }

  @BeforeEach
  void signIn() {
    S3Lakes.signIn();
  }

  @Test
  void noCredentials() {
    S3Lakes.signOut();
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      assertRefused(
          run(server.endpoint(), "s3://lake/none"),
          2,
          "there are no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or"
              + " AWS_PROFILE, or give the machine a role.");
    } finally {
      System.clearProperty("aws.disableEc2Metadata");
    }
  }

  @Test
  void noSuchBucket() {
    assertRefused(
        run(server.endpoint(), "s3://elsewhere/lake"),
        2,
        "there is no such bucket. Create it, or correct the name of the bucket.");
  }

  @Test
  void noSuchBucketOfASource() {
    Lakes.Outcome outcome =
        Lakes.bookreel(
            "run",
            "--lake=s3://lake/unused",
            "--vendor=s3://elsewhere/vendor",
            "--date=2021-12-31",
            "--s3-endpoint=" + server.endpoint());
    assertRefused(outcome, 2, "cannot read the vendor source: ");
    assertThat(outcome.err(), containsString("there is no such bucket"));
  }

  @Test
  void anotherRegion() throws IOException {
    assertRefused(
        answering(asked -> Fault.error(301, "PermanentRedirect"), "s3://lake/region"),
        2,
        "Set AWS_REGION, or give --s3-region=, to the bucket's region.");
  }

  @Test
  void accessDenied_onRead() throws IOException {
    Function<Asked, Fault> noReading =
        asked ->
            asked.method().equals("GET") || asked.method().equals("HEAD")
                ? Fault.error(403, "AccessDenied")
                : Fault.NONE;
    assertRefused(answering(noReading, "s3://lake/unread"), 1, "access is denied (403");
  }

  @Test
  void accessDenied_onWrite() throws IOException {
    Function<Asked, Fault> noWriting =
        asked -> asked.method().equals("PUT") ? Fault.error(403, "AccessDenied") : Fault.NONE;
    assertRefused(
        answering(noWriting, "s3://lake/unwritten"),
        1,
        "access is denied (403 AccessDenied). Let the role do this; deploy/bookreel.yaml has the"
            + " permissions that are needed.");
  }

  @Test
  void accessDenied_inTheMiddleOfARun_namesTheStage() throws IOException {
    Function<Asked, Fault> noDataFiles =
        asked ->
            asked.method().equals("PUT") && asked.path().contains("/trusted/")
                ? Fault.error(403, "AccessDenied")
                : Fault.NONE;
    Lakes.Outcome outcome = answering(noDataFiles, "s3://lake/middle");
    assertRefused(
        outcome, 1, "the stage \"trusting dumps\" failed: cannot write s3://lake/middle/");
    JsonNode error = outcome.json().path("error");
    assertThat(outcome.json().path("published").asBoolean(), is(false));
    assertThat(error.path("cause").asText(), containsString("access is denied (403 AccessDenied)"));
  }

  @Test
  void whatIsLostOrDamaged_isNamed() throws IOException {
    String lake = "s3://lake/damaged";
    assertThat(run(server.endpoint(), lake).code(), is(0));
    StoragePath books = firstFile(lake + "/trusted/books");
    books.delete();
    StoragePath movies = firstFile(lake + "/trusted/movies");
    movies.replace("PAR1".getBytes(UTF_8));
    StoragePath commit =
        StoragePath.of(lake + "/trusted/users/_delta_log/00000000000000000000.json");
    commit.replace("{\"add\":".getBytes(UTF_8));

    assertRefused(
        on("query", lake, "--sql=from trusted.books"),
        1,
        "cannot fetch what the query needs: cannot read "
            + books
            + ": it is not there. Bring it"
            + " back from the bucket's versions or a backup.");
    assertRefused(
        on("profile", lake, "--table=trusted/books"),
        1,
        "the stage \"profiling\" failed: cannot read " + books + ": it is not there.");
    assertRefused(
        on("profile", lake, "--table=trusted/movies"), 1, "the stage \"profiling\" failed: ");
    assertRefused(on("history", lake, "--table=trusted/users"), 1, "cannot read ");
    assertRefused(
        on("query", lake, "--sql=from trusted.users"),
        1,
        "cannot read the log of " + lake + "/trusted/users: ");
  }

  @Test
  void aDumpThatIsLost_isNamed() throws IOException {
    String lake = "s3://lake/lost-dump";
    assertThat(run(server.endpoint(), lake).code(), is(0));
    StoragePath dump = landed(lake, "reviews.json");
    dump.delete();

    assertRefused(
        on("rebuild", lake, "--runner=SparkRunner"),
        1,
        "cannot read "
            + dump.relativeTo(StoragePath.of(lake))
            + ": it is not there. Bring it back from the bucket's versions or a backup.");
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchKey, it is not there. Bring it back",
    "403, InvalidObjectState, access is denied (403 InvalidObjectState). Let the role do this",
    "418, Teapot, S3 answered 418 Teapot. Check the bucket"
  })
  void aDumpThatCannotBeRead_isNamed(int status, String code, String cause) throws IOException {
    Function<Asked, Fault> unread =
        asked ->
            asked.method().equals("GET")
                    && asked.path().contains("/raw/")
                    && asked.path().endsWith("/reviews.json")
                ? Fault.error(status, code)
                : Fault.NONE;
    Lakes.Outcome outcome = answering(unread, "s3://lake/unread-" + status);
    assertRefused(outcome, 1, "cannot read raw/vendor/reviews/");
    assertRefused(outcome, 1, "/reviews.json: " + cause);
  }

  private static StoragePath landed(String lake, String name) throws IOException {
    return StoragePath.of(lake + "/raw").allFiles().stream()
        .map(StoredFile::path)
        .filter(path -> path.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static StoragePath firstFile(String table) throws IOException {
    return StoragePath.of(table).files().get(0).path();
  }

  private static Lakes.Outcome on(String command, String lake, String option) {
    return Lakes.bookreel(command, "--lake=" + lake, option, "--s3-endpoint=" + server.endpoint());
  }

  @Test
  void aServerWithoutConditionalWrites() throws IOException {
    Function<Asked, Fault> careless =
        asked -> asked.isConditional() ? Fault.error(200, "none") : Fault.NONE;
    assertRefused(
        answering(careless, "s3://lake/careless"),
        2,
        "so commits would be lost. Use a server that knows conditional writes (If-None-Match),"
            + " such as AWS S3.");
  }

  @Test
  void nobodyAnswers() {
    assertRefused(
        run(URI.create("http://127.0.0.1:1"), "s3://lake/nobody"), 1, "S3 does not answer: ");
  }

  @Test
  void anAddressThatIsNone() {
    Lakes.Outcome outcome =
        Lakes.bookreel("status", "--lake=s3://lake/x", "--s3-endpoint=localhost:9000");
    assertRefused(
        outcome,
        2,
        "cannot use the S3 endpoint localhost:9000: it is no address such as"
            + " https://s3.example.com:9000.");
  }

  private static Lakes.Outcome answering(Function<Asked, Fault> faults, String lake)
      throws IOException {
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), faults)) {
      return run(proxy.endpoint(), lake);
    }
  }

  private static Lakes.Outcome run(URI endpoint, String lake) {
    return Lakes.bookreel(
        "run",
        "--lake=" + lake,
        "--internal=" + Sample.internal(),
        "--vendor=" + Sample.vendor(),
        "--date=" + Sample.date(),
        "--output=json",
        "--s3-endpoint=" + endpoint);
  }

  private static void assertRefused(Lakes.Outcome outcome, int code, String line) {
    assertThat(outcome.err(), outcome.code(), is(code));
    assertThat(outcome.err(), containsString(line));
    String last =
        outcome
            .err()
            .lines()
            .filter(text -> text.startsWith("bookreel: "))
            .findFirst()
            .orElseThrow();
    assertThat(last, containsString(line));
    assertThat(outcome.err(), not(containsString(S3Server.SECRET_KEY)));
    assertThat(outcome.err(), not(containsString("\tat ")));
  }
}
