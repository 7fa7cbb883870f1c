package dev.bookreel.transforms.stream;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Into how many shards each day's sessions are divided, by a hash of the viewer.
 *
 * <p>A shard is finished by one worker in memory and becomes one file, so a busy day gets several.
 * The plan holds for one run only: a later run may divide the same day otherwise.
 */
public final class ShardPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A shard of this many rows takes some 60 MB while it is finished, and makes a file of 6 MB.
   * Twice as many would make better files, and each core would need twice the memory.
   */
  public static final long ROWS_A_SHARD = 250_000;

  private static final int MOST_SHARDS = 1024;
  private static final int FIRST_DAY = -1_000_000;

  /** More than there are days in the years that a time stamp may have. */
  private static final long DAYS = 1 << 22;

  private final int firstDivided;

  /** The number of shards of each day, from the first to the last one that has several. */
  private final int[] divided;

  private ShardPlan(int firstDivided, int[] divided) {
    this.firstDivided = firstDivided;
    this.divided = divided;
  }

  /**
   * A plan for days of these sizes; a day that is not named has one shard.
   *
   * @param rows the number of rows expected, by the day since the epoch
   */
  public static ShardPlan forRows(Map<Integer, Long> rows) {
    SortedMap<Integer, Integer> several = new TreeMap<>();
    rows.forEach(
        (day, count) -> {
          if (count > ROWS_A_SHARD) {
            several.put(day, (int) Math.min(MOST_SHARDS, 1 + (count - 1) / ROWS_A_SHARD));
          }
        });
    if (several.isEmpty()) {
      return new ShardPlan(0, new int[0]);
    }
    int first = several.firstKey();
    int[] divided = new int[several.lastKey() - first + 1];
    Arrays.fill(divided, 1);
    several.forEach((day, count) -> divided[day - first] = count);
    return new ShardPlan(first, divided);
  }

  /** How many shards a day has. */
  public int shards(int day) {
    int place = day - firstDivided;
    return place >= 0 && place < divided.length ? divided[place] : 1;
  }

  /**
   * The keys of all shards of the days that have several: each must be finished, also when nothing
   * came for it, since a day is rewritten as a whole.
   */
  List<Long> dividedShards() {
    List<Long> keys = new ArrayList<>();
    for (int place = 0; place < divided.length; place++) {
      for (int shard = 0; divided[place] > 1 && shard < divided[place]; shard++) {
        keys.add(shardKey(firstDivided + place, shard));
      }
    }
    return keys;
  }

  /** The key, never negative, of the shard that a viewer's sessions of a day belong to. */
  long key(int day, int viewerHash) {
    int count = shards(day);
    return shardKey(day, count == 1 ? 0 : Integer.remainderUnsigned(viewerHash, count));
  }

  /**
   * The key of one shard of a day. Its lower bits tell days apart that follow each other: hash
   * tables go by those.
   */
  public static long shardKey(int day, int shard) {
    return shard * DAYS + (day - FIRST_DAY);
  }

  static int day(long key) {
    return (int) (key % DAYS) + FIRST_DAY;
  }

  static int shard(long key) {
    return (int) (key / DAYS);
  }
}
