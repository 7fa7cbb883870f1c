package dev.bookreel.transforms.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.dataset.Reviews;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.RowWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever comes, in whatever order, over however many shards: no record is lost or counted twice.
 */
class ConservationTest {
  private static final Reviews REVIEWS = new Reviews();

  /** Files of records, a record being the keys of its rows: few keys, so that they meet often. */
  @Provide
  Arbitrary<List<List<Set<Integer>>>> files() {
    Arbitrary<Set<Integer>> record = Arbitraries.integers().between(0, 12).set().ofMaxSize(3);
    return record.list().ofMaxSize(15).list().ofMinSize(1).ofMaxSize(3);
  }

  @Property(tries = 500)
  void ofEachKeyTheLastRowStands_andEveryRecordHasOneFate(
      @ForAll("files") List<List<Set<Integer>>> files,
      @ForAll @IntRange(min = 1, max = 5) int shards,
      @ForAll Random random) {
    Map<Long, List<byte[]>> packed = new HashMap<>();
    for (int file = 0; file < files.size(); file++) {
      new DumpScatter(
              REVIEWS,
              range(file),
              shards,
              (key, bytes) -> packed.computeIfAbsent(key, k -> new ArrayList<>()).add(bytes))
          .scatter(new ListReader(rows(file, files.get(file))));
    }

    MemoryTable table = new MemoryTable(Reviews.TABLE);
    RecordFates fates = new RecordFates();
    long read = 0;
    long quarantined = 0;
    for (Map.Entry<Long, List<byte[]>> entry : packed.entrySet()) {
      Collections.shuffle(entry.getValue(), random);
      if (entry.getKey() < 0) {
        for (byte[] bytes : entry.getValue()) {
          RangeReport report = RangeReport.decode(bytes);
          read += report.read();
          quarantined += report.rejections().size();
        }
      } else {
        fates.add(finish(entry.getValue(), table));
      }
    }

    Expected expected = Expected.of(files);
    assertThat(read, is(expected.read));
    assertThat(quarantined, is(expected.quarantined));
    assertThat(fates.accepted(), is(expected.accepted));
    assertThat(fates.duplicates(), is(expected.duplicates));
    assertThat(fates.accepted() + quarantined + fates.duplicates(), is(read));
    assertThat(standing(table), is(expected.standing));
  }

  private static RecordFates finish(List<byte[]> chunks, MemoryTable table) {
    DumpShard shard = new DumpShard();
    chunks.forEach(shard::add);
    RowWriter writer = table.open(Map.of());
    shard.write(new RowPacker(REVIEWS), writer, Reviews.TABLE.column("valid_from"), 18992);
    writer.finish();
    return shard.fates();
  }

  private static Map<String, String> standing(MemoryTable table) {
    Map<String, String> standing = new TreeMap<>();
    for (List<Object> row : table.rows("movie_key", "text", "valid_from")) {
      assertThat(row.get(2), is(18992));
      standing.put((String) row.get(0), (String) row.get(1));
    }
    return standing;
  }

  private static List<List<DumpRow>> rows(int file, List<Set<Integer>> records) {
    List<List<DumpRow>> rows = new ArrayList<>();
    for (int record = 0; record < records.size(); record++) {
      String place = place(file, record);
      rows.add(records.get(record).stream().map(key -> row(key, place)).toList());
    }
    return rows;
  }

  private static DumpRow row(int key, String text) {
    return new DumpRow(Reviews.TABLE)
        .set("movie_title", "M" + key)
        .set("movie_key", "m" + key)
        .set("book_name", "B")
        .set("book_key", "b")
        .set("created_at", 0L)
        .set("text", text);
  }

  private static String place(int file, int record) {
    return file + ":" + record;
  }

  private static FileRange range(int file) {
    return new FileRange("", "f" + file, file, Format.JSON_LINES, false, List.of(), 0, 0, 1);
  }

  /** The same, as plainly as possible. */
  private static final class Expected {
    private final Map<String, String> standing = new TreeMap<>();
    private long read;
    private long quarantined;
    private long accepted;
    private long duplicates;

    static Expected of(List<List<Set<Integer>>> files) {
      Expected expected = new Expected();
      for (int file = 0; file < files.size(); file++) {
        for (int record = 0; record < files.get(file).size(); record++) {
          Set<Integer> keys = files.get(file).get(record);
          String place = place(file, record);
          expected.read++;
          expected.quarantined += keys.isEmpty() ? 1 : 0;
          keys.forEach(key -> expected.standing.put("m" + key, place));
        }
      }
      expected.accepted = new HashSet<>(expected.standing.values()).size();
      expected.duplicates = expected.read - expected.quarantined - expected.accepted;
      return expected;
    }
  }
}
