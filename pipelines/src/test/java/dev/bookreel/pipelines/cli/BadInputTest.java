package dev.bookreel.pipelines.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
  private static final String HEADER = "movie_title,user_email,size_mb,start_at,end_at\n";

  @TempDir Path folder;
  private Path internal;
  private Path vendor;
  private String out;
  private String err;

  @BeforeEach
  void makeFolders() throws IOException {
    internal = Files.createDirectory(folder.resolve("internal"));
    vendor = Files.createDirectory(folder.resolve("vendor"));
  }

  @Test
  void missingFolder_isUsage() {
    assertThat(run("--vendor=" + folder.resolve("nowhere")), is(2));
    assertThat(err, containsString("cannot read the vendor source: there is no folder"));
  }

  @Test
  void nothingDelivered_isUsage() {
    assertThat(run("--internal=" + internal), is(2));
    assertThat(err, containsString("holds none of movies.csv, users.csv, streams.csv"));
  }

  @Test
  void aDateThatDoesNotExist_isUsage() {
    assertThat(bookreel("run", lake(), "--internal=" + internal, "--date=2021-02-30"), is(2));
    assertThat(err, containsString("cannot understand --date=2021-02-30"));
  }

  @Test
  void anEmptyFile_isRefused() throws IOException {
    assertRefused("movies.csv", "", "movies.csv is refused, since it is empty");
    assertRefused("books.json", " \n", "books.json is refused, since it is empty");
  }

  @Test
  void aHeaderWithoutANeededColumn_isRefused() throws IOException {
    assertRefused(
        "streams.csv",
        "movie_title,user_email,size_mb,start_at\n",
        "its header lacks the column end_at");
  }

  @Test
  void aBinaryFile_isRefused() throws IOException {
    assertRefused("movies.csv", "PK\0\1\2", "it is not text");
    assertRefused("books.json", "\u007fELF", "it is not JSON: its first byte is 0x7f");
  }

  @Test
  void aTruncatedArray_isRefused() throws IOException {
    assertRefused("books.json", "[{\"name\":\"a\"},{\"na", "it is cut off");
    assertRefused("books.json", "[{\"name\":\"a\"},", "the array is not closed after 1 records");
  }

  @Test
  void anObjectWhereAnArrayIsDue_isRefused() throws IOException {
    assertRefused(
        "books.json", "{\n \"books\": []\n}", "it holds a JSON object where an array is due");
  }

  @Test
  void aFolderThatIsNotALake_isUsage() throws IOException {
    Files.writeString(vendor.resolve("books.json"), "[]");
    int code = bookreel("run", "--lake=" + folder, "--vendor=" + vendor, "--date=2021-12-31");
    assertThat(code, is(2));
    assertThat(err, containsString("is not a lake: the folder holds other things"));
    assertThat(bookreel("answers", "--lake=" + folder), is(2));
    assertThat(err, containsString("is not a lake"));
  }

  @Test
  void unknownOption_suggestsTheNearest() {
    assertThat(bookreel("run", "--lke=x"), is(2));
    assertThat(err, containsString("unknown option --lke: did you mean \"lake\"?"));
  }

  @Test
  void unknownCommand_suggestsTheNearest() {
    assertThat(bookreel("qeury"), is(2));
    assertThat(err, containsString("unknown command \"qeury\": did you mean \"query\"?"));
  }

  @Test
  void unknownRunner_namesThoseThereAre() {
    assertThat(bookreel("run", "--runner=Sprak"), is(2));
    assertThat(err, containsString("unknown runner \"Sprak\": there are DirectRunner and"));
  }

  @Test
  void valuesThatAreNone_sayHowToWriteThem() {
    for (String date : List.of("2021-02-30", "0000-01-01", "+99999-01-01", "31.12.2021", "today")) {
      assertThat(
          bookreel("run", "--lake=" + folder, "--vendor=" + vendor, "--date=" + date), is(2));
      assertThat(
          err,
          containsString(
              "cannot understand --date="
                  + date
                  + ": there is no such date. Write it like --date=2021-12-31."));
    }
    assertThat(bookreel("run", "--dry-run=maybe"), is(2));
    assertThat(err, containsString("cannot understand --dry-run=maybe: it is neither true nor"));
    assertThat(bookreel("run", "--redeliver=1"), is(2));
    assertThat(err, containsString("Write --redeliver or --redeliver=false."));
    assertThat(bookreel("run", "--lake", "--date=2021-12-31"), is(2));
    assertThat(err, containsString("--lake has no value: it needs one. Write --lake=…"));
    assertThat(bookreel("run", "--date=2021-12-30", "--date=2021-12-31"), is(2));
    assertThat(err, containsString("--date is given more than once. Give it once."));
  }

  @Test
  void badRecords_areQuarantinedOneByOneAndTheRestIsPublished() throws IOException {
    String good = "Rush,a@x.org,1.5,2021-12-06T19:30:19.099+0100,2021-12-06T20:30:19.099+0100\n";
    List<String> bad =
        List.of(
            "Rush,a@x.org,1.5 MB,2021-12-06T19:30:19+0100,2021-12-06T20:30:19+0100\n",
            "Rush,a@x.org,-1,2021-12-06T19:30:19+0100,2021-12-06T20:30:19+0100\n",
            "Rush,a@x.org,NaN,2021-12-06T19:30:19+0100,2021-12-06T20:30:19+0100\n",
            "Rush,a@x.org,1,2021-02-30T19:30:19+0100,2021-12-06T20:30:19+0100\n",
            "Rush,a@x.org,1,2021-12-06T19:30:19+0100,2021-12-06T18:30:19+0100\n",
            "R\u00ffsh,a@x.org,1,2021-12-06T19:30:19+0100,2021-12-06T20:30:19+0100\n",
            "\"Rush,a@x.org,1,2021-12-06T19:30:19+0100,2021-12-06T20:30:19+0100\n");
    StringBuilder file = new StringBuilder(HEADER);
    bad.forEach(file::append);
    file.append(good);
    Files.write(internal.resolve("streams.csv"), file.toString().getBytes(ISO_8859_1));
    Files.writeString(vendor.resolve("books.json"), "[5,{\"name\":\"It\",\"author\":\"K\"},{,}]");

    int code = run("--internal=" + internal, "--vendor=" + vendor, "--output=json");

    assertThat(err, code, is(0));
    JsonNode streams = dataset("streams");
    assertThat(streams.path("read").asLong(), is(8L));
    assertThat(streams.path("quarantined").asLong(), is(7L));
    assertThat(streams.path("accepted").asLong(), is(1L));
    assertThat(dataset("books").path("quarantined").asLong(), is(2L));
    bookreel(
        "query",
        lake(),
        "--output=csv",
        "--sql=select rule from quarantine where dataset = 'streams' order by record_number");
    assertThat(
        out,
        is(
            """
            rule
            size_mb.number
            size_mb.range
            size_mb.number
            start_at.instant
            end_at.order
            record.utf8
            record.csv
            """));
  }

  @Test
  void aRecordOf50Megabytes_isQuarantinedAlone() throws IOException {
    String huge = "x".repeat(50 << 20);
    Files.writeString(
        vendor.resolve("books.json"),
        "[{\"name\":\"" + huge + "\"},{\"name\":\"It\",\"author\":\"K\"}]");
    Files.writeString(
        internal.resolve("users.csv"),
        "first_name,last_name,email\nA,B," + huge + "\nA,B,a@x.org\n");

    int code = run("--internal=" + internal, "--vendor=" + vendor, "--output=json");

    assertThat(err, code, is(0));
    for (String name : List.of("books", "users")) {
      assertThat(dataset(name).path("quarantined").asLong(), is(1L));
      assertThat(dataset(name).path("accepted").asLong(), is(1L));
    }
    bookreel("query", lake(), "--output=csv", "--sql=select distinct rule from quarantine");
    assertThat(out, is("rule\nrecord.size\n"));
  }

  @Test
  void aDumpThatShrinks_isRefusedAndWhatWasPublishedStays() throws IOException {
    Files.writeString(internal.resolve("users.csv"), "first_name,last_name,email\nA,B,a@x.org\n");
    assertThat(run("--internal=" + internal), is(0));
    Files.writeString(internal.resolve("users.csv"), "first_name,last_name,email\n");

    assertThat(runOn("2022-01-01", "--internal=" + internal, "--output=json"), is(3));
    assertThat(
        err,
        containsString(
            "users is refused: of 1 keys that the table has, the dump lacks 1: more than 20 %."));
    assertThat(parse(out).path("published").asBoolean(), is(false));
    bookreel("query", lake(), "--output=csv", "--sql=select count(*) as n from trusted.users");
    assertThat(out, is("n\n1\n"));
    assertThat(runOn("2022-01-01", "--internal=" + internal, "--accept=shrink"), is(0));
  }

  @Test
  void aQuery_canReadNothingButTheTables() throws IOException {
    Files.writeString(internal.resolve("users.csv"), "first_name,last_name,email\nA,B,a@x.org\n");
    assertThat(run("--internal=" + internal), is(0));
    Path target = folder.resolve("stolen.csv");
    for (String sql :
        List.of(
            "select * from read_csv('" + internal.resolve("users.csv") + "')",
            "copy trusted.users to '" + target + "'",
            "attach '" + folder.resolve("x.db") + "'",
            "set enable_external_access = true",
            "install httpfs")) {
      assertThat(sql, bookreel("query", lake(), "--sql=" + sql), is(2));
    }
    assertThat(Files.exists(target), is(false));
  }

  private void assertRefused(String name, String content, String message) throws IOException {
    boolean json = name.endsWith(".json");
    Path source = json ? vendor : internal;
    Files.writeString(source.resolve(name), content);
    int code = run((json ? "--vendor=" : "--internal=") + source, "--output=json");
    assertThat(err, code, is(3));
    assertThat(err, containsString(message));
    assertThat(parse(out).path("published").asBoolean(true), is(false));
    Files.delete(source.resolve(name));
  }

  private JsonNode dataset(String name) throws IOException {
    for (JsonNode dataset : parse(runOutput).path("datasets")) {
      if (dataset.path("dataset").asText().equals(name)) {
        return dataset;
      }
    }
    throw new AssertionError(name + " is missing in " + runOutput);
  }

  private static JsonNode parse(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private String lake() {
    return "--lake=" + folder.resolve("lake");
  }

  private String runOutput;

  private int run(String... options) {
    return runOn("2021-12-31", options);
  }

  private int runOn(String date, String... options) {
    List<String> all = new ArrayList<>(List.of("run", lake(), "--date=" + date));
    all.addAll(List.of(options));
    int code = bookreel(all.toArray(String[]::new));
    runOutput = out;
    return code;
  }

  private int bookreel(String... arguments) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    int code;
    try (PrintStream outStream = new PrintStream(results, true, UTF_8);
        PrintStream errStream = new PrintStream(progress, true, UTF_8)) {
      code = new Bookreel(outStream, errStream, new DirectOnly(), "DirectRunner").run(arguments);
    }
    out = results.toString(UTF_8);
    err = progress.toString(UTF_8);
    return code;
  }

  private static final class DirectOnly implements RunnerSetup {
    @Override
    public void prepare(PipelineOptions options) {}

    @Override
    public void close() {}
  }
}
