package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.table.FileGroup;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.Arrays;
import java.util.List;

/** Looks at a few sessions, to guess between which sizes the median of all lies. */
public final class SizeSample {
  /** Of so few sessions all sizes can be told apart. */
  private static final long FEW = 1 << 17;

  private static final int FILES = 16;
  private static final int VALUES = 1 << 16;

  private SizeSample() {}

  /**
   * A bracket for the sizes in {@code refined/streams}: all of them where there are few, else what
   * the first rows of some evenly spread files suggest. It may be wrong.
   */
  public static Bracket bracket(TableSource streams) {
    List<TableFile> files = streams.files();
    boolean allTell = files.stream().allMatch(file -> file.rows() >= 0);
    if (allTell && new FileGroup(files).rows() <= FEW) {
      return Bracket.everything();
    }
    double[] sample = new double[VALUES];
    int taken = Math.min(FILES, files.size());
    int length = 0;
    for (int i = 0; i < taken; i++) {
      TableFile file = files.get((int) ((long) i * files.size() / taken));
      try (RowReader row = streams.open(file, List.of("size_mb"))) {
        for (int left = VALUES / taken; left > 0 && row.next(); left--) {
          sample[length++] = row.getDouble(0);
        }
      }
    }
    return Bracket.around(Arrays.copyOf(sample, length));
  }
}
