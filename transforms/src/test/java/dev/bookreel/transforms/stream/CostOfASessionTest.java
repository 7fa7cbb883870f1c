package dev.bookreel.transforms.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.sun.management.ThreadMXBean;
import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.LandingScan;
import dev.bookreel.transforms.quality.References;
import dev.bookreel.transforms.quality.RuleSet;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a session costs on its way: bytes allocated and bytes shuffled, which do not depend on how
 * fast or busy the machine is. An object for each row or field would show at once.
 */
class CostOfASessionTest {
  private static final int ROWS = 120_000;
  private static final int DAYS = 31;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Nine of ten viewers are users: these travel by number. */
  private static final Catalogue KNOWN = known(9_000);

  private static byte[] csv;
  private static FileRange range;

  @BeforeAll
  static void deliver() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("movie_title,user_email,size_mb,start_at,end_at\n");
    Instant begin = Instant.parse("2021-12-01T00:00:00Z");
    for (int row = 0; row < ROWS; row++) {
      Instant start = begin.plusSeconds(random.nextInt(DAYS * 86_400));
      text.append("The Candle Marble ").append(random.nextInt(400)).append(',');
      text.append("letter_anchor").append(random.nextInt(10_000)).append("@stolen.info,");
      text.append(random.nextDouble() * 2000).append(',').append(start).append(',');
      text.append(start.plusSeconds(random.nextInt(20_000))).append('\n');
    }
    csv = text.toString().getBytes(UTF_8);
    range = scan().ranges("memory", "streams.csv", 0, false).get(0);
  }

  @Test
  void landingAllocatesNothingARow() {
    scan();
    long before = allocated();
    LandingScan.Result found = scan();
    assertThat(found.records(), is((long) ROWS));
    // The window over the file, of a megabyte, and little else.
    assertThat(allocated() - before, is(lessThan(2L << 20)));
  }

  @Test
  void parsingAllocatesItsChunksOnly() {
    scatter();
    long before = allocated();
    Map<Long, List<byte[]>> chunks = scatter();
    long perRow = (allocated() - before) / ROWS;
    long shuffled =
        chunks.values().stream().flatMap(List::stream).mapToLong(chunk -> chunk.length).sum();
    assertThat(chunks.size(), is(DAYS + 1)); // In Stockholm the last hour is the next month's.
    assertThat("bytes allocated a row", perRow, is(lessThan(320L)));
    assertThat("bytes shuffled a row", shuffled / ROWS, is(lessThan(40L)));
  }

  @Test
  void resolvingAllocatesColumnsOnly() {
    Map<Long, List<byte[]>> chunks = scatter();
    long before = allocated();
    long rows = 0;
    for (List<byte[]> ofDay : chunks.values()) {
      StreamShard shard = new StreamShard(KNOWN.users());
      ofDay.forEach(shard::addDelivered);
      shard.resolve(TakeIn.ALL);
      rows += shard.size();
    }
    assertThat(rows > ROWS - 10, is(true));
    assertThat("bytes allocated a row", (allocated() - before) / ROWS, is(lessThan(500L)));
  }

  private static Catalogue known(int users) {
    BytesDictionary keys = new BytesDictionary();
    for (int user = 0; user < users; user++) {
      byte[] key = ("letter_anchor" + user + "@stolen.info").getBytes(UTF_8);
      keys.number(key, 0, key.length);
    }
    return new Catalogue(Map.of(), keys);
  }

  private static LandingScan.Result scan() {
    return LandingScan.ofCsv(new ByteArrayInputStream(csv), Long.MAX_VALUE);
  }

  private static Map<Long, List<byte[]>> scatter() {
    Map<Long, List<byte[]>> chunks = new HashMap<>();
    ByteArrayInputStream content = new ByteArrayInputStream(csv);
    content.skip(range.begin());
    try (CsvReader reader = new CsvReader(content, range)) {
      new StreamScatter(
              range,
              ShardPlan.forRows(Map.of()),
              new BusinessDays(ZoneId.of("Europe/Stockholm")),
              RuleSet.none("streams"),
              KNOWN,
              new References(),
              (key, chunk) -> chunks.computeIfAbsent(key, unused -> new ArrayList<>()).add(chunk))
          .scatter(reader);
    }
    return chunks;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
