package dev.bookreel.delta.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bookreel.delta.DeltaIO;
import dev.bookreel.delta.DeltaTable;
import dev.bookreel.testdata.S3Proxy;
import dev.bookreel.testdata.S3Proxy.Asked;
import dev.bookreel.testdata.S3Proxy.Fault;
import dev.bookreel.testdata.S3Server;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Storage against a server of S3, and against one whose answers are late, broken, or errors. */
@Tag("s3")
class S3StorageIT {
  private static final int RACERS = 8;
  private static final int RACES = 25;
  private static final int PART = 8 << 20;

  @TempDir static Path folder;
  private static S3Server server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    server = S3Server.mock(folder, "lake");
  }

  @AfterAll
  static void stop() {
    server.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void whatIsWritten_isRead() throws IOException {
    use(server.endpoint());
    StoragePath file = place("written").resolve("a folder/x=ü%+&=1.txt");
    assertThat(file.isFile(), is(false));
    file.replace("first".getBytes(UTF_8));
    file.replace("second".getBytes(UTF_8));
    assertThat(new String(file.read(), UTF_8), is("second"));
    assertThat(file.isFile(), is(true));
    assertThat(place("written").isFolder(), is(true));
    assertThat(place("written").resolve("a fold").isFolder(), is(false));
    file.delete();
    file.delete();
    assertThat(
        assertThrows(NoSuchFileException.class, file::read).getMessage(), is(file.toString()));
    assertThat(place("written").isEmpty(), is(true));
  }

  @Test
  void aThousandKeysAndMore_areListed_copied_andRemoved() throws Exception {
    use(server.endpoint());
    StoragePath many = place("many");
    ExecutorService writers = Executors.newFixedThreadPool(RACERS);
    List<Future<?>> pending = new ArrayList<>();
    for (int i = 0; i < 1_005; i++) {
      StoragePath file = many.resolve(String.format("f%04d", i));
      pending.add(
          writers.submit(
              () -> {
                file.replace(new byte[] {1});
                return null;
              }));
    }
    for (Future<?> one : pending) {
      one.get();
    }
    writers.shutdown();
    many.resolve("deeper/z").replace(new byte[2]);

    assertThat(many.files(), hasSize(1_005));
    assertThat(many.allFiles(), hasSize(1_006));
    assertThat(many.files().get(1_004).path().name(), is("f1004"));
    assertThat(
        many.filesFrom("f1002").stream().map(file -> file.path().name()).toList(),
        contains("f1002", "f1003", "f1004"));
    many.resolve("f0000").linkTo(place("copied").resolve("f"));
    assertThat(place("copied").resolve("f").read(), is(new byte[] {1}));
    many.deleteFolder();
    assertThat(many.allFiles(), is(empty()));
  }

  @Test
  void ofRacingWriters_oneIsFirst() throws Exception {
    use(server.endpoint());
    race(place("race"));
  }

  @Test
  void ofRacingWriters_oneIsFirst_onARealServerToo() throws Exception {
    Optional<S3Server> versity = S3Server.versity(folder, "lake");
    assumeTrue(versity.isPresent(), "skipped: there is no Go to build versitygw with");
    try (S3Server real = versity.get()) {
      use(real.endpoint());
      race(place("race"));
      writeLarge(place("large").resolve("file"));
    }
  }

  private static void race(StoragePath place) throws Exception {
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      for (int race = 0; race < RACES; race++) {
        StoragePath file = place.resolve(String.format("%020d.json", race));
        CyclicBarrier start = new CyclicBarrier(RACERS);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
          byte[] content = ("writer " + racer).getBytes(UTF_8);
          all.add(
              () -> {
                start.await();
                return file.putIfAbsent(content);
              });
        }
        List<Integer> winners = new ArrayList<>();
        List<Future<Boolean>> results = racers.invokeAll(all);
        for (int racer = 0; racer < RACERS; racer++) {
          if (results.get(racer).get()) {
            winners.add(racer);
          }
        }
        assertThat("race " + race, winners, hasSize(1));
        assertThat(new String(file.read(), UTF_8), is("writer " + winners.get(0)));
      }
    } finally {
      racers.shutdownNow();
    }
  }

  @Test
  void whatIsLarge_isWrittenInParts_andReadInRanges() throws IOException {
    use(server.endpoint());
    writeLarge(place("large").resolve("file"));
  }

  private static void writeLarge(StoragePath file) throws IOException {
    byte[] content = random(2 * PART + 12_345);
    try (NewFile out = file.create()) {
      out.write(content, 0, 100);
      assertThat(file.isFile(), is(false));
      out.write(content, 100, content.length - 100);
    }
    assertThat(Arrays.equals(file.read(), content), is(true));
    assertThat(
        Arrays.equals(
            fromChannel(file, PART, 1000), Arrays.copyOfRange(content, PART, PART + 1000)),
        is(true));
  }

  @Test
  void whatIsAbandoned_isNotThere_andItsPartsAreGone() throws IOException {
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), asked -> Fault.NONE)) {
      use(proxy.endpoint());
      StoragePath file = place("abandoned").resolve("file");
      NewFile out = file.create();
      out.write(random(PART + 1));
      out.abandon();
      out.write(1);
      out.close();
      assertThat(file.isFile(), is(false));
      assertThat(
          proxy.asked().stream().filter(asked -> asked.method().equals("DELETE")).toList(),
          hasSize(1));
    }
  }

  @Test
  void whatADeadProcessBegan_isRemovedOnceItIsOld() throws IOException {
    List<String> aborted = new ArrayList<>();
    try (S3Proxy proxy =
        S3Proxy.before(
            server.endpoint(),
            asked -> {
              if (asked.method().equals("DELETE")) {
                aborted.add(asked.path());
              }
              return Fault.NONE;
            })) {
      use(proxy.endpoint());
      NewFile dead = place("dead").resolve("file").create();
      dead.write(random(PART + 1));
      place("dead").removeUnfinished(Instant.now().minusSeconds(3600));
      assertThat(aborted, is(empty()));
      place("dead").removeUnfinished(Instant.now().plusSeconds(3600));
      assertThat(aborted, contains("/lake/dead/file"));
    }
  }

  @ParameterizedTest
  @CsvSource({"500,InternalError", "503,SlowDown"})
  void errorsOfTheServer_areTriedAgain(int status, String code) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    Function<Asked, Fault> everySecond =
        asked -> requests.incrementAndGet() % 2 == 1 ? Fault.error(status, code) : Fault.NONE;
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), everySecond)) {
      use(proxy.endpoint());
      StoragePath file = place("errors").resolve(code);
      byte[] content = random(PART + 1);
      try (NewFile out = file.create()) {
        out.write(content);
      }
      assertThat(Arrays.equals(file.read(), content), is(true));
      assertThat(file.isFile(), is(true));
      assertThat(place("errors").filesFrom(code).get(0).size(), is((long) content.length));
      assertThat(requests.get(), is(2 * 7));
    }
  }

  @Test
  void slowAnswers_areWaitedFor() throws IOException {
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), asked -> Fault.slow(700))) {
      use(proxy.endpoint());
      StoragePath file = place("slow").resolve("file");
      file.replace("late".getBytes(UTF_8));
      assertThat(new String(file.read(), UTF_8), is("late"));
      assertThat(proxy.asked(), hasSize(2));
    }
  }

  @Test
  void aReadThatBreaksOff_goesOnWhereItWas() throws IOException {
    byte[] content = random(3_000_000);
    use(server.endpoint());
    StoragePath file = place("broken").resolve("file");
    file.replace(content);
    // Every answer breaks, but each brings the reader further.
    Function<Asked, Fault> breaking =
        asked -> asked.method().equals("GET") ? Fault.brokenAfter(400_000) : Fault.NONE;
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), breaking)) {
      use(proxy.endpoint());
      assertThat(Arrays.equals(file.read(), content), is(true));
      assertThat(
          Arrays.equals(
              fromChannel(file, 1_000_000, 1_900_000),
              Arrays.copyOfRange(content, 1_000_000, 2_900_000)),
          is(true));
      try (InputStream in = file.open()) {
        in.skipNBytes(1_234_567);
        assertThat(
            Arrays.equals(
                in.readAllBytes(), Arrays.copyOfRange(content, 1_234_567, content.length)),
            is(true));
      }
      assertThat(proxy.asked().size(), is(greaterThan(15)));
    }
  }

  @Test
  void gzipOfManyMembers_isReadToItsEnd() throws IOException {
    use(server.endpoint());
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < 2_000; i++) {
      try (GZIPOutputStream member = new GZIPOutputStream(members)) {
        member.write(random(4_500 + i % 7));
      }
    }
    StoragePath file = place("gzip").resolve("file.gz");
    file.replace(members.toByteArray());
    long expected =
        new GZIPInputStream(new ByteArrayInputStream(members.toByteArray())).readAllBytes().length;
    for (int round = 0; round < 5; round++) {
      try (InputStream in = new GZIPInputStream(file.open(), 1 << 20)) {
        assertThat((long) in.readAllBytes().length, is(expected));
      }
    }
  }

  @Test
  void aProbeWhoseAnswerIsLost_refusesNobody() throws IOException {
    AtomicInteger probes = new AtomicInteger();
    Function<Asked, Fault> losing =
        asked ->
            asked.isConditional() && probes.incrementAndGet() == 1 ? Fault.LOST_ANSWER : Fault.NONE;
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), losing)) {
      use(proxy.endpoint());
      assertThat(place("probed").resolve("0.json").putIfAbsent(new byte[] {1}), is(true));
      assertThat(probes.get(), is(4));
    }
  }

  @Test
  void consoleFolders_andOddNames_areNoTrouble() throws IOException {
    use(server.endpoint());
    StoragePath.found("s3://lake/odd/").replace(new byte[0]);
    assertThat(place("odd").isEmpty(), is(true));
    StoragePath.found("s3://lake/odd/note[1].txt").replace(new byte[1]);
    assertThat(place("odd").isEmpty(), is(false));
    assertThat(place("odd").files().get(0).path().name(), is("note[1].txt"));
  }

  @Test
  void whatNobodyWants_isNotRead() throws IOException {
    byte[] content = random(6 * PART);
    use(server.endpoint());
    StoragePath file = place("unwanted").resolve("file");
    file.replace(content);
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), asked -> Fault.NONE)) {
      use(proxy.endpoint());
      assertThat(fromChannel(file, 1_000, 10), is(Arrays.copyOfRange(content, 1_000, 1_010)));
      try (InputStream in = file.open()) {
        assertThat(in.readNBytes(10), is(Arrays.copyOf(content, 10)));
      }
      // Some is on its way before the connection is closed.
      assertThat(proxy.sent(), is(lessThan((long) content.length)));
    }
  }

  @Test
  void aFileThatChangesWhileItIsRead_isNotMixed() throws IOException {
    use(server.endpoint());
    StoragePath file = place("changing").resolve("file");
    file.replace(random(1_000_000));
    Function<Asked, Fault> breaking =
        asked -> asked.method().equals("GET") ? Fault.brokenAfter(400_000) : Fault.NONE;
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), breaking)) {
      use(proxy.endpoint());
      try (InputStream in = file.open()) {
        in.readNBytes(1000);
        use(server.endpoint());
        file.replace(random(1_000_001));
        IOException e = assertThrows(IOException.class, in::readAllBytes);
        assertThat(StorageFailure.in(e).orElseThrow().getMessage(), containsString("412"));
      }
    }
  }

  @Test
  void aCommitWhoseAnswerIsLost_isOurOwn_andSomebodyElsesIsNot() throws IOException {
    AtomicInteger puts = new AtomicInteger();
    Function<Asked, Fault> losing =
        asked ->
            asked.isConditional() && asked.path().endsWith(".json") && puts.incrementAndGet() == 1
                ? Fault.LOST_ANSWER
                : Fault.NONE;
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), losing)) {
      use(proxy.endpoint());
      StoragePath commit = place("lost").resolve("0.json");
      assertThat(commit.putIfAbsent("mine".getBytes(UTF_8)), is(true));
      assertThat(puts.get(), is(2));
      assertThat(commit.putIfAbsent("theirs".getBytes(UTF_8)), is(false));
      assertThat(new String(commit.read(), UTF_8), is("mine"));
    }
  }

  @Test
  void anUploadWhoseAnswerIsLost_isComplete() throws IOException {
    AtomicInteger completions = new AtomicInteger();
    Function<Asked, Fault> losing =
        asked ->
            asked.method().equals("POST")
                    && String.valueOf(asked.query()).startsWith("uploadId")
                    && completions.incrementAndGet() == 1
                ? Fault.LOST_ANSWER
                : Fault.NONE;
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), losing)) {
      use(proxy.endpoint());
      StoragePath file = place("completed").resolve("file");
      byte[] content = random(PART + 1);
      try (NewFile out = file.create()) {
        out.write(content);
      }
      assertThat(completions.get(), is(2));
      assertThat(Arrays.equals(file.read(), content), is(true));
    }
  }

  @Test
  void aConflict_isTriedAgain() throws IOException {
    AtomicInteger puts = new AtomicInteger();
    Function<Asked, Fault> conflicting =
        asked ->
            asked.path().endsWith(".json") && puts.incrementAndGet() <= 3
                ? Fault.error(409, "ConditionalRequestConflict")
                : Fault.NONE;
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), conflicting)) {
      use(proxy.endpoint());
      assertThat(place("conflict").resolve("0.json").putIfAbsent(new byte[] {7}), is(true));
      assertThat(puts.get(), is(4));
    }
  }

  @Test
  void aServerThatLetsASecondWriterWin_isRefused() throws IOException {
    use(server.endpoint());
    // As a server would that does not know the header: the second answer is the first one's.
    Function<Asked, Fault> overwriting =
        asked -> asked.isConditional() ? Fault.error(200, "none") : Fault.NONE;
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), overwriting)) {
      use(proxy.endpoint());
      StorageFailure e =
          assertThrows(
              StorageFailure.class,
              () -> place("careless").resolve("0.json").putIfAbsent(new byte[1]));
      assertThat(e.problem(), is("cannot keep tables in the bucket lake"));
      assertThat(e.getMessage(), containsString("commits would be lost"));
      assertThat(e.isSetup(), is(true));
    }
    use(server.endpoint());
    assertThat(place("careless").isEmpty(), is(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | AccessDenied | access is denied (403 AccessDenied) | false",
        "404 | NoSuchBucket | there is no such bucket | true",
        "301 | PermanentRedirect | the bucket is in another region (PermanentRedirect) | true",
        "400 | AuthorizationHeaderMalformed | the bucket is in another region (AuthorizationHeaderMalformed) | true",
        "403 | ExpiredToken | S3 does not accept the credentials (ExpiredToken) | true",
        "501 | NotImplemented | the server cannot do this (501 NotImplemented) | true",
        "418 | Teapot | S3 answered 418 Teapot | false"
      })
  void whatS3Refuses_isSaidInOneLine(int status, String code, String cause, boolean isSetup)
      throws IOException {
    try (S3Proxy proxy = S3Proxy.before(server.endpoint(), asked -> Fault.error(status, code))) {
      use(proxy.endpoint());
      StoragePath file = place("refused").resolve("file");
      StorageFailure read = assertThrows(StorageFailure.class, file::read);
      assertThat(read.problem(), is("cannot read s3://lake/refused/file"));
      assertThat(read.getMessage(), is(cause));
      assertThat(read.isSetup(), is(isSetup));
      StorageFailure write = assertThrows(StorageFailure.class, () -> file.replace(new byte[1]));
      assertThat(write.problem(), is("cannot write s3://lake/refused/file"));
      assertThat(write.getMessage(), is(cause));
      assertThat(write.wayOut(), is(not("")));
      // Beam's file system meets the same client.
      Exception beam = assertThrows(Exception.class, () -> fromChannel(file, 0, 1));
      assertThat(StorageFailure.in(beam).orElseThrow().problem(), is("cannot use S3"));
      UncheckedIOException named =
          new UncheckedIOException("cannot read it", new IOException(beam));
      assertThat(StorageFailure.in(named).orElseThrow().problem(), is("cannot read it"));
    }
  }

  @Test
  void aBeamPipeline_keepsATableThere() {
    Schema visits = Schema.builder().addStringField("who").addStringField("day").build();
    Row ada = Row.withSchema(visits).addValues("Ada", "2021-12-25").build();
    Row bob = Row.withSchema(visits).addValues("Bob", "2021 12/26").build();
    StorageOptions options = use(server.endpoint());
    for (Row row : List.of(ada, bob)) {
      Pipeline write = Pipeline.create(options);
      write
          .apply(Create.of(row).withRowSchema(visits))
          .apply(DeltaIO.write().to("s3://lake/visits/").withPartitionColumns("day"));
      write.run().waitUntilFinish();
    }
    Pipeline read = Pipeline.create(options);
    PAssert.that(read.apply(DeltaIO.read().from("s3://lake/visits"))).containsInAnyOrder(ada, bob);
    read.run().waitUntilFinish();
    assertThat(DeltaTable.at("s3://lake/visits").latest().orElseThrow().version(), is(1L));
  }

  /** Everything in this process talks to that server from now on. */
  private static StorageOptions use(URI endpoint) {
    StorageOptions options = PipelineOptionsFactory.create().as(StorageOptions.class);
    options.setS3Endpoint(endpoint.toString());
    S3.configure(options);
    return options;
  }

  private static StoragePath place(String name) {
    return StoragePath.of("s3://lake/" + name);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** As Beam reads. */
  private static byte[] fromChannel(StoragePath file, long position, int size) throws IOException {
    try (SeekableByteChannel channel =
        (SeekableByteChannel)
            FileSystems.open(FileSystems.matchNewResource(file.toString(), false))) {
      channel.position(position);
      ByteBuffer bytes = ByteBuffer.allocate(size);
      int count = 0;
      while (bytes.hasRemaining() && count >= 0) {
        count = channel.read(bytes);
      }
      return bytes.array();
    }
  }
}
