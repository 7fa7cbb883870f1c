package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.table.RowReader;
import java.util.Arrays;

/**
 * Tells which rows of one file of a table belong to a shard of its day.
 *
 * <p>Every shard of a busy day reads all files of the day, so each viewer is folded and hashed only
 * once a file, where the file tells which are the same.
 */
final class ShardMembers {
  private static final byte UNKNOWN = 0;
  private static final byte MEMBER = 1;
  private static final byte OTHER = 2;

  private final ShardPlan plan;
  private final int day;
  private final long key;
  private final Viewers viewers = new Viewers();

  /** What is known of a viewer, by the file's number for him. */
  private byte[] known = {};

  /** The members of a shard of this key, of which each file needs its own. */
  ShardMembers(ShardPlan plan, long key) {
    this.plan = plan;
    this.day = ShardPlan.day(key);
    this.key = key;
  }

  /**
   * Whether the current row is one of the shard.
   *
   * @param email the position of the column with the viewer's e-mail address
   */
  boolean has(RowReader row, int email) {
    if (plan.shards(day) == 1) {
      return true;
    }
    int number = row.getTextNumber(email);
    if (number < 0) {
      return isMember(row.getBytes(email));
    }
    if (number >= known.length) {
      known = Arrays.copyOf(known, 2 * number + 64);
    }
    if (known[number] == UNKNOWN) {
      known[number] = isMember(row.getBytes(email)) ? MEMBER : OTHER;
    }
    return known[number] == MEMBER;
  }

  private boolean isMember(byte[] email) {
    viewers.fold(email, 0, email.length);
    return plan.key(day, viewers.hash()) == key;
  }
}
