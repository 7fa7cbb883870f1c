package dev.bookreel.transforms.answer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeSampleTest {
  private static final int FEW = 1 << 17;
  private final MemoryTable streams = new MemoryTable(Tables.REFINED_STREAMS);

  @Test
  void ofFewSessions_allSizesAreInTheBracket() {
    sizes(0, FEW);
    assertThat(SizeSample.bracket(streams), is(Bracket.everything()));
    assertThat(
        SizeSample.bracket(new MemoryTable(Tables.REFINED_STREAMS)), is(Bracket.everything()));
  }

  @Test
  void ofMoreSessions_aFewSizesAroundTheMedianAre() {
    // All files hold the same sizes: the first 4,096 rows of each of 16 tell the median of those.
    for (int file = 0; file < 32; file++) {
      sizes(1000, 4096 + 1);
    }
    Bracket bracket = SizeSample.bracket(streams);
    // Of 65,536 sizes, 16 times 1000 to 5095: those with the places 31,456 and 34,079.
    assertThat(bracket, is(new Bracket(Bracket.bits(2966), Bracket.bits(3129))));
  }

  @Test
  void ofOneFile_asManyRowsAreLookedAt() {
    sizes(0, FEW + 1);
    Bracket bracket = SizeSample.bracket(streams);
    assertThat(bracket, is(new Bracket(Bracket.bits(31_456), Bracket.bits(34_079))));
  }

  @Test
  void theFilesThatAreLookedAt_areSpreadEvenly() {
    for (int file = 0; file < 40; file++) {
      sizes(0, 4096);
    }
    List<String> opened = new ArrayList<>();
    SizeSample.bracket(
        new TableSource() {
          @Override
          public List<TableFile> files() {
            return streams.files();
          }

          @Override
          public RowReader open(TableFile file, List<String> columns) {
            opened.add(file.path());
            return streams.open(file, columns);
          }
        });
    List<String> paths = streams.files().stream().map(TableFile::path).toList();
    assertThat(
        opened.stream().map(paths::indexOf).toList(),
        is(List.of(0, 2, 5, 7, 10, 12, 15, 17, 20, 22, 25, 27, 30, 32, 35, 37)));
  }

  private void sizes(int first, int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Arrays.asList(null, null, null, (double) first + i));
    }
    streams.with(rows);
  }
}
