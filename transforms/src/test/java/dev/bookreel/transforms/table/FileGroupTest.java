package dev.bookreel.transforms.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FileGroupTest {
  private static final long MIB = 1 << 20;

  @Test
  void smallFilesShareAGroup_largeOnesHaveTheirOwn() {
    List<TableFile> files = files(8 * MIB, 10 * MIB, 2 * MIB, 100 * MIB, 1, 2);
    assertThat(
        FileGroup.of(files),
        is(
            List.of(
                new FileGroup(files.subList(0, 2)),
                new FileGroup(files.subList(2, 3)),
                new FileGroup(files.subList(3, 4)),
                new FileGroup(files.subList(4, 6)))));
  }

  @Test
  void openingFilesCounts_soNotAllTinyOnesAreInOneGroup() {
    List<TableFile> files = files(new long[80]);
    assertThat(
        FileGroup.of(files).stream().map(group -> group.files().size()).toList(),
        is(List.of(40, 40)));
  }

  @Test
  void ofNoFiles_thereIsOneGroup() {
    assertThat(FileGroup.of(List.of()), is(List.of(new FileGroup(List.of()))));
    assertThat(new FileGroup(List.of()).rows(), is(0L));
  }

  @Test
  void rowsAddUp() {
    assertThat(new FileGroup(files(1, 2, 3)).rows(), is(30L));
    TableFile untold = new TableFile("foreign", Map.of(), -1, 5);
    assertThat(new FileGroup(List.of(untold, files(1).get(0))).rows(), is(10L));
  }

  private static List<TableFile> files(long... sizes) {
    return LongStream.range(0, sizes.length)
        .mapToObj(i -> new TableFile("file" + i, Map.of(), 10, sizes[(int) i]))
        .toList();
  }
}
