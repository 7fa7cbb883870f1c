package dev.bookreel.transforms.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class FixedPointSumTest {

  @Property
  void anyOrderAndSplit_giveTheExactSumRoundedOnce(
      @ForAll List<@DoubleRange(min = 0.001, max = 1e9) @Scale(13) Double> values,
      @ForAll long seed) {
    BigDecimal exact = BigDecimal.ZERO;
    for (double value : values) {
      exact = exact.add(new BigDecimal(value));
    }
    List<Double> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));
    FixedPointSum left = new FixedPointSum();
    FixedPointSum right = new FixedPointSum();
    for (int i = 0; i < shuffled.size(); i++) {
      (i % 2 == 0 ? left : right).add(shuffled.get(i));
    }
    left.add(right);
    assertThat(left.value(), is(exact.doubleValue()));
  }

  @Test
  void tenTimesATenth_isNotTheSumOfRoundedSums() {
    FixedPointSum sum = new FixedPointSum();
    for (int i = 0; i < 10; i++) {
      sum.add(0.1);
    }
    assertThat(sum.value(), is(1.0));
  }
}
