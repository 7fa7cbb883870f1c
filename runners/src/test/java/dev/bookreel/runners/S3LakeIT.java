package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bookreel.testdata.S3Proxy;
import dev.bookreel.testdata.S3Proxy.Fault;
import dev.bookreel.testdata.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lake in S3 holds what one on a disk does, whatever S3 answers meanwhile. */
@Tag("s3")
class S3LakeIT {
  private static final LocalDate FIRST = LocalDate.of(2021, 12, 20);
  private static final boolean SOAK = Boolean.getBoolean("bookreel.soak");
  private static final int NIGHTS = SOAK ? 5 : 2;
  private static final int MOST_COMMITS = 12;

  /** What a second night took when this was written, and a tenth more. */
  private static final int MOST_LISTS = 55;

  private static final int MOST_REQUESTS = 380;

  private static final List<String> TABLES =
      Stream.concat(Lakes.TRUSTED.stream(), Lakes.REFINED.stream()).sorted().toList();

  @TempDir static Path folder;
  private static S3Server server;
  private static Map<String, List<String>> expected;

  @BeforeAll
  static void nightsOnADisk() throws IOException, InterruptedException {
    S3Lakes.signIn();
    server = S3Server.mock(folder.resolve("server"), "lake", "sources");
    Nights nights = new Nights(11);
    for (int night = 0; night < NIGHTS; night++) {
      nights.deliver(FIRST.plusDays(night), source("internal", night), source("vendor", night));
      for (String source : List.of("internal", "vendor")) {
        S3Lakes.upload(server.endpoint(), source(source, night), inS3(source, night));
      }
      Lakes.done(
          run(
              folder.resolve("lake").toString(),
              night,
              source("internal", night).toString(),
              source("vendor", night).toString()));
    }
    expected = Lakes.rows(folder.resolve("lake"), TABLES);
  }

  @AfterAll
  static void stop() {
    server.close();
    S3Lakes.signOut();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "SparkRunner"})
  void aLakeInS3_holdsWhatOneOnADiskDoes(String runner) throws IOException {
    String lake = "s3://lake/" + runner;
    List<Lakes.Outcome> outcomes = nights(server.endpoint(), lake, "--runner=" + runner);
    assertThat(S3Lakes.rows(server, lake, TABLES), is(expected));

    for (Lakes.Outcome outcome : outcomes) {
      assertThat(outcome.err(), not(containsString(S3Server.SECRET_KEY)));
    }
    try (Stream<Path> stored = Files.walk(folder.resolve("server"))) {
      for (Path file : stored.filter(Files::isRegularFile).toList()) {
        assertThat(file.toString(), S3Lakes.holds(file, S3Server.SECRET_KEY), is(false));
      }
    }
  }

  @Test
  void aRealServer_isServedAsWell() throws IOException, InterruptedException {
    Optional<S3Server> versity = S3Server.versity(folder.resolve("versity"), "lake");
    assumeTrue(versity.isPresent(), "skipped: there is no Go to build versitygw with");
    try (S3Server real = versity.get()) {
      for (int night = 0; night < NIGHTS; night++) {
        S3Lakes.done(
            real.endpoint(),
            run(
                "s3://lake/l",
                night,
                source("internal", night).toString(),
                source("vendor", night).toString()));
      }
      assertThat(S3Lakes.rows(real, "s3://lake/l", TABLES), is(expected));
    }
  }

  @Test
  void aStormOfFaults_changesNothing() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    AtomicInteger faults = new AtomicInteger();
    try (S3Proxy proxy =
        S3Proxy.before(
            server.endpoint(),
            asked -> {
              int number = requests.incrementAndGet();
              Fault fault =
                  number % 7 == 0
                      ? Fault.error(503, "SlowDown")
                      : number % 11 == 0
                          ? Fault.error(500, "InternalError")
                          : number % 13 == 0
                              ? Fault.LOST_ANSWER
                              : number % 17 == 0 ? Fault.brokenAfter(100) : Fault.NONE;
              if (!fault.equals(Fault.NONE)) {
                faults.incrementAndGet();
              }
              return fault;
            })) {
      nights(proxy.endpoint(), "s3://lake/storm");
    }
    assertThat(faults.get(), is(greaterThan(100)));
    assertThat(S3Lakes.rows(server, "s3://lake/storm", TABLES), is(expected));
  }

  /** A run's commits: quarantine and rules first, then trusted, then refined. */
  static Stream<Arguments> deaths() {
    return (SOAK ? IntStream.rangeClosed(1, MOST_COMMITS) : IntStream.of(4, 11))
        .boxed()
        .flatMap(
            commit ->
                SOAK
                    ? Stream.of(Arguments.of(commit, false), Arguments.of(commit, true))
                    : Stream.of(Arguments.of(commit, commit > 4)));
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void aRunThatDiesAtACommit_isFinishedByTheNext(int commit, boolean isWritten)
      throws IOException, InterruptedException {
    String lake = "s3://lake/dead-" + commit + isWritten;
    S3Lakes.done(server.endpoint(), run(lake, 0, inS3("internal", 0), inS3("vendor", 0)));
    Map<String, List<String>> before = S3Lakes.rows(server, lake, TABLES);
    AtomicInteger commits = new AtomicInteger();
    CompletableFuture<Process> run = new CompletableFuture<>();
    try (S3Proxy proxy =
        S3Proxy.before(
            server.endpoint(),
            asked -> {
              boolean isCommit = asked.isConditional() && asked.path().endsWith(".json");
              if (!isCommit || commits.incrementAndGet() < commit) {
                return Fault.NONE;
              }
              run.join().destroyForcibly();
              return isWritten && commits.get() == commit
                  ? Fault.LOST_ANSWER
                  : Fault.error(503, "SlowDown");
            })) {
      List<String> arguments =
          new ArrayList<>(List.of(run(lake, 1, inS3("internal", 1), inS3("vendor", 1))));
      arguments.add("--s3-endpoint=" + proxy.endpoint());
      Path log = folder.resolve("dead-" + commit + isWritten + ".log");
      run.complete(ChildProcess.start(null, log, arguments.toArray(String[]::new)));
      assertThat(Files.readString(log), run.join().waitFor(), is(not(0)));
    }
    assertThat(commits.get(), is(commit));

    Map<String, List<String>> seen = S3Lakes.rows(server, lake, TABLES);
    for (int night = 1; night < NIGHTS; night++) {
      S3Lakes.done(
          server.endpoint(), run(lake, night, inS3("internal", night), inS3("vendor", night)));
      if (night == 1) {
        Map<String, List<String>> after = S3Lakes.rows(server, lake, TABLES);
        seen.forEach(
            (table, rows) ->
                assertThat(table, rows.equals(before.get(table)) || rows.equals(after.get(table))));
      }
    }
    assertThat(S3Lakes.rows(server, lake, TABLES), is(expected));
  }

  @Test
  void twoRunsAtOnce_leaveWhatOneDoes() throws Exception {
    String lake = "s3://lake/twins";
    for (int night = 0; night < NIGHTS; night++) {
      int number = night;
      List<CompletableFuture<Lakes.Outcome>> twins =
          Stream.of(1, 2)
              .map(
                  twin ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            List<String> arguments =
                                new ArrayList<>(
                                    List.of(
                                        run(
                                            lake,
                                            number,
                                            inS3("internal", number),
                                            inS3("vendor", number))));
                            arguments.add("--s3-endpoint=" + server.endpoint());
                            return Lakes.bookreel(arguments.toArray(String[]::new));
                          }))
              .toList();
      // Both end here: one that went on would tell what comes next in this process its own server.
      List<Integer> codes = twins.stream().map(twin -> twin.join().code()).toList();
      assertThat(codes, hasItem(0));
      // One that met the other at a commit is run again, as its line says.
      S3Lakes.done(
          server.endpoint(), run(lake, night, inS3("internal", night), inS3("vendor", night)));
    }
    assertThat(S3Lakes.rows(server, lake, TABLES), is(expected));
  }

  @Test
  void whatTendsALake_worksInS3() throws IOException {
    String lake = "s3://lake/tended";
    nights(server.endpoint(), lake);
    URI endpoint = server.endpoint();
    S3Lakes.done(endpoint, "optimize", "--lake=" + lake);
    S3Lakes.done(endpoint, "vacuum", "--lake=" + lake, "--retain=0d", "--dry-run=false");
    assertThat(S3Lakes.rows(server, lake, TABLES), is(expected));
    S3Lakes.done(endpoint, "rebuild", "--lake=" + lake);
    assertThat(S3Lakes.rows(server, lake, TABLES), is(expected));
    S3Lakes.done(endpoint, "migrate", "--lake=" + lake);
    for (String command : List.of("status", "quality", "profile", "answers", "refine")) {
      String onDisk =
          Lakes.done(command, "--lake=" + folder.resolve("lake"), "--output=json").out();
      String inS3 = S3Lakes.done(endpoint, command, "--lake=" + lake, "--output=json").out();
      assertThat(command, inS3.isEmpty(), is(false));
      if (command.equals("profile") || command.equals("answers")) {
        assertThat(command, inS3, is(onDisk));
      }
    }
    assertThat(S3Lakes.rows(server, lake, TABLES), is(expected));
  }

  @Test
  void aRun_asksForNoMoreThanItNeeds() throws IOException {
    String lake = "s3://lake/counted";
    S3Lakes.done(server.endpoint(), run(lake, 0, inS3("internal", 0), inS3("vendor", 0)));
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), asked -> Fault.NONE)) {
      Lakes.Outcome outcome =
          S3Lakes.done(
              proxy.endpoint(), verbose(run(lake, 1, inS3("internal", 1), inS3("vendor", 1))));
      long lists =
          proxy.asked().stream()
              .filter(asked -> String.valueOf(asked.query()).contains("list-type"))
              .count();
      assertThat(outcome.err(), containsString("S3: "));
      assertThat((int) lists, is(lessThan(MOST_LISTS)));
      assertThat(proxy.asked().size(), is(lessThan(MOST_REQUESTS)));
    }
  }

  private static String[] verbose(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--verbose");
    return all.toArray(String[]::new);
  }

  private static List<Lakes.Outcome> nights(URI endpoint, String lake, String... more) {
    List<Lakes.Outcome> outcomes = new ArrayList<>();
    for (int night = 0; night < NIGHTS; night++) {
      List<String> arguments =
          new ArrayList<>(
              List.of(run(lake, night, inS3("internal", night), inS3("vendor", night))));
      arguments.addAll(List.of(more));
      outcomes.add(S3Lakes.done(endpoint, arguments.toArray(String[]::new)));
    }
    return outcomes;
  }

  private static String[] run(String lake, int night, String internal, String vendor) {
    return new String[] {
      "run",
      "--lake=" + lake,
      "--internal=" + internal,
      "--vendor=" + vendor,
      "--date=" + FIRST.plusDays(night),
      "--accept=shrink",
      "--output=json"
    };
  }

  private static Path source(String name, int night) {
    return folder.resolve(name + night);
  }

  private static String inS3(String name, int night) {
    return "s3://sources/" + name + night;
  }
}
