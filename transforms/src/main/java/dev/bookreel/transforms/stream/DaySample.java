package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Rejected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates how many delivered sessions each day has, from the first records of every range.
 *
 * <p>Only the number of shards hangs on the estimate, never a result: a day that is missed or
 * misjudged is finished in fewer, larger shards.
 */
public final class DaySample {
  private static final int RECORDS_A_RANGE = 200;
  private static final int MOST_RANGES = 256;

  private DaySample() {}

  /**
   * Rows by day since the epoch, estimated.
   *
   * @param ranges all ranges of the delivery
   * @param records how many records they hold together
   */
  public static Map<Integer, Long> estimateRows(
      List<FileRange> ranges, long records, BusinessDays days) {
    Map<Integer, Long> sampled = new HashMap<>();
    long taken = 0;
    int step = 1 + (ranges.size() - 1) / MOST_RANGES;
    for (int i = 0; i < ranges.size(); i += step) {
      try (CsvReader reader = CsvReader.open(ranges.get(i))) {
        StreamRecord row = new StreamRecord(reader);
        for (int record = 0; record < RECORDS_A_RANGE && reader.next(); record++) {
          taken += count(row, days, sampled);
        }
      }
    }
    long all = taken;
    sampled.replaceAll((day, count) -> Math.round((double) count * records / all));
    return sampled;
  }

  private static int count(StreamRecord row, BusinessDays days, Map<Integer, Long> sampled) {
    try {
      row.read();
      sampled.merge(days.dayOf(row.startAt), 1L, Long::sum);
      return 1;
    } catch (Rejected unusable) {
      return 0;
    }
  }
}
