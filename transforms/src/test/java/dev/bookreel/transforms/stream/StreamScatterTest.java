package dev.bookreel.transforms.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.dataset.Streams;
import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.LandingScan;
import dev.bookreel.transforms.quality.Judge;
import dev.bookreel.transforms.quality.References;
import dev.bookreel.transforms.quality.RuleDay;
import dev.bookreel.transforms.quality.RuleReader;
import dev.bookreel.transforms.quality.RuleResult;
import dev.bookreel.transforms.quality.RuleSet;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows pass in batches of 2,048, which nothing may show. */
class StreamScatterTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
  private static final RuleSet RULES =
      RuleReader.read(
          new Streams(),
          """
          Rules = [
            ColumnValues "size_mb" < 5 with action = "quarantine",
            ReferentialIntegrity "user_email" "users.email_key" = 1 with action = "warn"
          ]
          """,
          new RuleDay(LocalDate.of(2021, 12, 31), ZONE));

  /** By turns: a user, the same in capitals, one beyond ASCII in capitals, a stranger. */
  private static final List<String> EMAILS = List.of("a@x.org", "A@x.org", "Ä@X.ORG", "s@x.org");

  @ParameterizedTest
  @ValueSource(ints = {1, 2047, 2048, 2049, 5000})
  void eachRowIsPackedAndCountedOnce(int rows) {
    StringBuilder csv = new StringBuilder("movie_title,user_email,size_mb,start_at,end_at\n");
    List<String> expected = new ArrayList<>();
    long strangers = 0;
    long quarantined = 0;
    for (int row = 0; row < rows; row++) {
      String email = EMAILS.get(row % 4);
      int size = row % 7; // 5 and 6 are quarantined.
      csv.append("Up,").append(email).append(',').append(size);
      csv.append(",2021-12-25T10:00:00Z,2021-12-25T10:15:00Z\n");
      strangers += row % 4 == 3 ? 1 : 0;
      quarantined += size >= 5 ? 1 : 0;
      if (size < 5) {
        expected.add((row + 1) + " " + email + " " + size);
      }
    }
    List<byte[]> chunks = new ArrayList<>();
    RangeReport report = scatter(csv.toString().getBytes(UTF_8), chunks);

    assertThat(report.read(), is((long) rows));
    assertThat((long) report.rejections().size(), is(quarantined));
    List<RuleResult> results = new Judge(RULES, report.measures(), Set.of(), sql -> 0).results();
    assertThat(
        results.stream().map(RuleResult::failed).toList(), is(List.of(quarantined, strangers)));
    assertThat(results.get(1).records(), is((long) rows));
    assertThat(unpacked(chunks), is(expected));
  }

  private static RangeReport scatter(byte[] csv, List<byte[]> chunks) {
    FileRange range =
        LandingScan.ofCsv(new ByteArrayInputStream(csv), Long.MAX_VALUE)
            .ranges("memory", "streams.csv", 0, false)
            .get(0);
    ByteArrayInputStream content = new ByteArrayInputStream(csv);
    content.skip(range.begin());
    try (CsvReader reader = new CsvReader(content, range)) {
      return new StreamScatter(
              range,
              ShardPlan.forRows(Map.of()),
              new BusinessDays(ZONE),
              RULES,
              new Catalogue(Map.of(), users()),
              new References(),
              (key, chunk) -> chunks.add(chunk))
          .scatter(reader);
    }
  }

  private static List<String> unpacked(List<byte[]> chunks) {
    List<String> rows = new ArrayList<>();
    BytesDictionary users = users();
    for (byte[] chunk : chunks) {
      StreamChunk.Decoder row = new StreamChunk.Decoder(chunk, new BytesDictionary());
      while (row.next()) {
        String email =
            row.user >= 0
                ? users.text(row.user)
                : new String(row.buffer(), row.emailStart, row.emailEnd - row.emailStart, UTF_8);
        rows.add(row.record + " " + email + " " + (int) row.sizeMb);
      }
    }
    return rows;
  }

  private static BytesDictionary users() {
    BytesDictionary users = new BytesDictionary();
    for (String key : List.of("somebody@x.org", "ä@x.org", "a@x.org")) {
      byte[] utf8 = key.getBytes(UTF_8);
      users.number(utf8, 0, utf8.length);
    }
    return users;
  }
}
