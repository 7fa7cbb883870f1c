package dev.bookreel.transforms.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShardPlanTest {

  @Property
  void aKey_isNeverNegativeAndNamesItsDayAndShard(
      @ForAll @IntRange(min = -719_162, max = 2_932_896) int day, @ForAll int viewer) {
    ShardPlan plan = ShardPlan.forRows(Map.of(day, 5 * ShardPlan.ROWS_A_SHARD));
    long key = plan.key(day, viewer);
    assertThat(key, greaterThanOrEqualTo(0L));
    assertThat(ShardPlan.day(key), is(day));
    assertThat(ShardPlan.shard(key), allOf(greaterThanOrEqualTo(0), lessThan(5)));
  }

  @Test
  void aDayGetsAsManyShardsAsItsRowsNeed() {
    ShardPlan plan =
        ShardPlan.forRows(Map.of(1, ShardPlan.ROWS_A_SHARD, 2, ShardPlan.ROWS_A_SHARD + 1, 3, 0L));
    assertThat(plan.shards(1), is(1));
    assertThat(plan.shards(2), is(2));
    assertThat(plan.shards(3), is(1));
    assertThat(plan.shards(4), is(1));
    assertThat(plan.dividedShards(), contains(ShardPlan.shardKey(2, 0), ShardPlan.shardKey(2, 1)));
  }

  @Test
  void daysBetweenBusyOnes_andBeyondThem_haveOneShard() {
    ShardPlan plan =
        ShardPlan.forRows(Map.of(-5, 2 * ShardPlan.ROWS_A_SHARD, 3, 3 * ShardPlan.ROWS_A_SHARD));
    assertThat(
        IntStream.of(Integer.MIN_VALUE, -6, -5, -4, 2, 3, 4, Integer.MAX_VALUE)
            .map(plan::shards)
            .boxed()
            .toList(),
        contains(1, 1, 2, 1, 1, 3, 1, 1));
    assertThat(
        plan.dividedShards().stream().map(ShardPlan::day).toList(), contains(-5, -5, 3, 3, 3));
    assertThat(
        plan.dividedShards().stream().map(ShardPlan::shard).toList(), contains(0, 1, 0, 1, 2));
  }
}
