package dev.bookreel.pipelines.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of defect that a record can have, beside records that have none. */
class DefectsTest {
  /** A record, in Latin-1, and the rules that it breaks; none when it is right. */
  private record Case(String record, String rules) {}

  private static final List<Case> STREAMS =
      List.of(
          ok("Up,a@x.org,5,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z"),
          bad(",a@x.org,5,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "movie_title.required"),
          bad("Up, ,5,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "user_email.required"),
          bad("Up,a@x.org,,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "size_mb.number"),
          bad("Up,a@x.org,5 MB,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "size_mb.number"),
          bad("Up,a@x.org,NaN,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "size_mb.number"),
          bad("Up,a@x.org,-1,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "size_mb.range"),
          bad("Up,a@x.org,1e12,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "size_mb.range"),
          bad("Up,a@x.org,5,yesterday,2021-12-25T10:30:00Z", "start_at.instant"),
          bad("Up,a@x.org,5,2021-12-25T10:00:00,2021-12-25T10:30:00Z", "start_at.instant"),
          bad("Up,a@x.org,5,2021-02-30T10:00:00Z,2021-12-25T10:30:00Z", "start_at.instant"),
          bad("Up,a@x.org,5,9999-12-31T22:59:59Z,9999-12-31T23:30:00Z", "start_at.range"),
          bad("Up,a@x.org,5,0001-01-01T23:59:59Z,2021-12-25T10:30:00Z", "start_at.range"),
          bad("Up,a@x.org,5,2021-12-25T10:00:00Z,9999-12-31T23:30:00-01:00", "end_at.instant"),
          bad("Up,a@x.org,5,2021-12-25T10:00:00Z,2021-12-25T09:30:00Z", "end_at.order"),
          bad("Up,a@x.org,x,y,z", "size_mb.number start_at.instant end_at.instant"),
          bad("\u00fc,a@x.org,5,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "record.utf8"),
          bad("Up,a@x.org,5", "record.fields"),
          bad("\"Up\"x,a@x.org,5,2021-12-25T10:00:00Z,2021-12-25T10:30:00Z", "record.csv"),
          ok("Up,c@x.org,5,9999-12-30T23:30:00Z,9999-12-31T23:30:00Z"),
          ok("Up,b@x.org,1.5e3,2021-12-25T10:00:00.000+0100,2021-12-25T10:30:00+01:00"));

  private static final List<Case> MOVIES =
      List.of(
          ok("Up,96,English,730"),
          bad(",96,English,730", "title.required"),
          bad("A,0,English,730", "duration_mins.range"),
          bad("B,1001,English,730", "movies.duration_mins.ColumnValues"),
          bad("C,1.5,English,730", "duration_mins.number"),
          bad("D,96 min,English,1 GB", "duration_mins.number size_mb.number"),
          ok("E,1000,,0"));

  private static final List<Case> REVIEWS =
      List.of(
          ok(review("5", "2021-12-01T10:00:00Z", "[{\"title\":\"Up\"}]")),
          ok(review("4.0", "2021-12-08T10:00:00Z", "[{\"title\":\"Up\"}]")),
          bad(review("6", "2021-12-02T10:00:00Z", "[{\"title\":\"Up\"}]"), "rating.range"),
          bad(review("\"five\"", "2021-12-03T10:00:00Z", "[{\"title\":\"Up\"}]"), "rating.number"),
          bad(review("5", "noon", "[{\"title\":\"Up\"}]"), "created_at.instant"),
          bad(review("5", "2021-12-04T10:00:00Z", "[{\"title\":\"end\"}]"), "movies.required"),
          bad(review("5", "2021-12-05T10:00:00Z", "{\"title\":\"Up\"}"), "movies.array"),
          bad(review("5", "2021-12-06T10:00:00Z", "[1]"), "movies.object"),
          bad(review("5", "2021-12-07T10:00:00Z", "[{\"title\":[]}]"), "movie_title.text"),
          bad("{\"rating\":{\"rate\":5,\"rate\":4}}", "record.json"),
          bad("42", "record.object"),
          bad(review("7", "noon", "[]"), "movies.required created_at.instant rating.range"));

  @TempDir Path folder;
  private final Shell shell = new Shell();

  @Test
  void eachDefect_isToldByItsRules_andTheRestIsAccepted() throws IOException {
    Path internal = Files.createDirectory(folder.resolve("internal"));
    Path vendor = Files.createDirectory(folder.resolve("vendor"));
    csv(internal.resolve("streams.csv"), "movie_title,user_email,size_mb,start_at,end_at", STREAMS);
    csv(internal.resolve("movies.csv"), "title,duration_mins,original_language,size_mb", MOVIES);
    List<String> reviews = REVIEWS.stream().map(Case::record).toList();
    Files.writeString(vendor.resolve("reviews.json"), "[" + String.join(",\n", reviews) + "]");

    shell.done(
        "run",
        "--lake=" + folder.resolve("lake"),
        "--internal=" + internal,
        "--vendor=" + vendor,
        "--date=2021-12-31");

    requireRejected("streams", STREAMS);
    requireRejected("movies", MOVIES);
    requireRejected("reviews", REVIEWS);
    assertThat(
        query(
            "select (select count(*) from trusted.streams) as streams, (select count(*) from"
                + " trusted.movies) as movies, (select count(*) from trusted.reviews) as reviews"),
        is("streams,movies,reviews\n3,2,2\n"));
  }

  private void requireRejected(String dataset, List<Case> cases) {
    StringBuilder rejected = new StringBuilder("record_number,rules\n");
    for (int record = 0; record < cases.size(); record++) {
      if (!cases.get(record).rules().isEmpty()) {
        rejected.append(record + 1).append(',').append(cases.get(record).rules()).append('\n');
      }
    }
    assertThat(
        dataset,
        query(
            "select record_number, array_to_string(rules, ' ') as rules from quarantine where dataset ="
                + " '"
                + dataset
                + "' order by record_number"),
        is(rejected.toString()));
  }

  private String query(String sql) {
    return shell.done("query", "--lake=" + folder.resolve("lake"), "--output=csv", "--sql=" + sql);
  }

  private static void csv(Path file, String header, List<Case> cases) throws IOException {
    List<String> records = cases.stream().map(Case::record).toList();
    Files.write(file, (header + "\n" + String.join("\n", records) + "\n").getBytes(ISO_8859_1));
  }

  private static String review(String rate, String created, String movies) {
    return "{\"rating\":{\"rate\":"
        + rate
        + "},\"books\":[{\"metadata\":{\"title\":\"It\"}}],\"movies\":"
        + movies
        + ",\"created\":\""
        + created
        + "\"}";
  }

  private static Case ok(String record) {
    return new Case(record, "");
  }

  private static Case bad(String record, String rules) {
    return new Case(record, rules);
  }
}
