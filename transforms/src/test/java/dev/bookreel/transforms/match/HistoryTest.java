package dev.bookreel.transforms.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.bookreel.testdata.HistoryModel;
import dev.bookreel.testdata.HistoryModel.Thing;
import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.match.KeyMatch.Fate;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.References;
import dev.bookreel.transforms.quality.RuleSet;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever dumps come, in however many ranges and shards: the table is what a plain model of
 * history says, and every record has one fate.
 */
class HistoryTest {
  private static final MemoryDump DUMP = new MemoryDump();
  private static final int FIRST_DATE = 18_992;

  /**
   * A dump: its records by range.
   *
   * @param again whether it has the date of the one before
   */
  record Delivered(List<List<Thing>> ranges, boolean again) {
    List<Thing> things() {
      return ranges.stream().flatMap(List::stream).toList();
    }
  }

  /** Few keys and values, so that they meet often. */
  @Provide
  Arbitrary<List<Delivered>> dumps() {
    Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "d", "e");
    Arbitrary<String> values = Arbitraries.of("", "x", "y").injectNull(0.2);
    Arbitrary<Thing> things =
        Combinators.combine(
                Arbitraries.maps(keys, values).ofMaxSize(3),
                Arbitraries.integers().between(0, 9).map(dice -> dice == 0))
            .as(Thing::new);
    return Combinators.combine(
            things.list().ofMaxSize(5).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.integers().between(0, 4).map(dice -> dice == 0))
        .as(Delivered::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Property(tries = 1500)
  void theTableIsWhatTheModelSays(
      @ForAll("dumps") List<Delivered> dumps,
      @ForAll @IntRange(min = 1, max = 4) int shards,
      @ForAll Random random) {
    MemoryTable table = new MemoryTable(MemoryDump.TABLE);
    HistoryModel model = new HistoryModel();
    int date = FIRST_DATE;
    for (Delivered dump : dumps) {
      date += dump.again() ? 0 : 1;
      model.apply(date, dump.things());

      Run run = new Run(table, dump, date, shards, random);
      run.carryOut();

      assertThat(table.rows(), containsInAnyOrder(model.rows().toArray()));
      for (Fate fate : List.of(Fate.values())) {
        if (fate != Fate.LEFT) {
          assertThat(
              fate.name(),
              run.counts.of(fate),
              is(model.counted(fate.name().toLowerCase(Locale.ROOT))));
        }
      }
      assertThat(run.read, is((long) dump.things().size()));
      assertThat(run.fates.accepted() + run.rejected + run.fates.duplicates(), is(run.read));

      Run again = new Run(table, dump, date, shards, random);
      assertThat("the same dump again", again.decided.keySet(), is(empty()));
    }
  }

  /** What the transform does, without a pipeline. */
  private static final class Run {
    private final MemoryTable table;
    private final int date;
    private final List<FileRange> ranges = new ArrayList<>();
    private final List<TableFile> files;
    private final Map<Long, List<byte[]>> packed = new HashMap<>();
    private final Map<Long, List<byte[]>> decided = new HashMap<>();
    private final MatchCounts counts = new MatchCounts();
    private final RecordFates fates = new RecordFates();
    private long read;
    private long rejected;

    Run(MemoryTable table, Delivered dump, int date, int shards, Random random) {
      this.table = table;
      this.date = date;
      this.files = table.files();
      for (List<Thing> things : dump.ranges()) {
        int number = ranges.size();
        ranges.add(MemoryDump.range("range " + number, number, parsed(things)));
        new ScatterDump(
                DUMP,
                number,
                ranges.get(number),
                shards,
                RuleSet.none("things"),
                new References(),
                into(packed))
            .scatter(DUMP.open(ranges.get(number)));
      }
      for (int file = 0; file < files.size(); file++) {
        ScatterVersions scatter = new ScatterVersions(DUMP, file, shards, date, into(packed));
        try (RowReader row = table.open(files.get(file), scatter.columns())) {
          scatter.scatter(row);
        }
      }
      packed.forEach(
          (key, chunks) -> {
            Collections.shuffle(chunks, random);
            if (key < 0) {
              chunks.forEach(this::report);
            } else {
              match(chunks);
            }
          });
    }

    private void report(byte[] bytes) {
      RangeReport report = RangeReport.decode(bytes);
      read += report.read();
      rejected += report.rejections().size();
    }

    private void match(List<byte[]> chunks) {
      MatchShard shard = new MatchShard(date);
      chunks.forEach(shard::add);
      int[] batches = new int[ranges.size()];
      for (int range = 0; range < batches.length; range++) {
        batches[range] = range / 2;
      }
      Decided all = new Decided(batches, into(decided));
      counts.add(shard.match(all));
      all.finish();
      fates.add(shard.fates());
    }

    void carryOut() {
      List<String> replaced = new ArrayList<>();
      decided.forEach(
          (key, parts) -> {
            if (key < 0) {
              TableFile file = files.get(Decided.file(key));
              RewriteVersions rewrite = new RewriteVersions(MemoryDump.TABLE);
              parts.forEach(rewrite::edit);
              rewrite.rewrite(table, file, table);
              replaced.add(file.path());
            } else {
              WriteRows rows = new WriteRows(DUMP, ranges, date);
              parts.forEach(rows::choose);
              rows.write(table);
            }
          });
      table.remove(replaced);
    }

    private static BiConsumer<Long, byte[]> into(Map<Long, List<byte[]>> chunks) {
      return (key, bytes) -> chunks.computeIfAbsent(key, unused -> new ArrayList<>()).add(bytes);
    }

    private static List<ListReader.Parsed> parsed(List<Thing> things) {
      return things.stream()
          .map(
              thing ->
                  new ListReader.Parsed(
                      thing.values().entrySet().stream()
                          .map(value -> MemoryDump.row(value.getKey(), value.getValue()))
                          .toList(),
                      thing.rejected() || thing.values().isEmpty()))
          .toList();
    }
  }
}
