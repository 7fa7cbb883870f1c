package dev.bookreel.transforms.stream;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private static final long FIRST_DAY = 1_000_000;
  private final Map<Integer, Integer> shards;

  private ShardPlan(Map<Integer, Integer> shards) {
    this.shards = shards;
  }

  /**
   * A plan for days of these sizes; a day that is not named has one shard.
   *
   * @param rows the number of rows expected, by the day since the epoch
   */
  public static ShardPlan forRows(Map<Integer, Long> rows) {
    Map<Integer, Integer> shards = new HashMap<>();
    rows.forEach(
        (day, count) ->
            shards.put(
                day, (int) Math.min(MOST_SHARDS, 1 + Math.max(0, count - 1) / ROWS_A_SHARD)));
    return new ShardPlan(Map.copyOf(shards));
  }

  /** How many shards a day has. */
  public int shards(int day) {
    return shards.getOrDefault(day, 1);
  }

  /**
   * The keys of all shards of the days that have several: each must be finished, also when nothing
   * came for it, since a day is rewritten as a whole.
   */
  List<Long> dividedShards() {
    List<Long> keys = new ArrayList<>();
    shards.forEach(
        (day, count) -> {
          for (int shard = 0; count > 1 && shard < count; shard++) {
            keys.add(shardKey(day, shard));
          }
        });
    return keys;
  }

  /** The key, never negative, of the shard that a viewer's sessions of a day belong to. */
  long key(int day, int viewerHash) {
    int count = shards(day);
    return shardKey(day, count == 1 ? 0 : Integer.remainderUnsigned(viewerHash, count));
  }

  /** The key of one shard of a day. */
  public static long shardKey(int day, int shard) {
    return (day + FIRST_DAY) * MOST_SHARDS + shard;
  }

  static int day(long key) {
    return (int) (key / MOST_SHARDS - FIRST_DAY);
  }

  static int shard(long key) {
    return (int) (key % MOST_SHARDS);
  }
}
