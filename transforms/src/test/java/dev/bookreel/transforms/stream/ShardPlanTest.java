package dev.bookreel.transforms.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.Map;
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
  }
}
