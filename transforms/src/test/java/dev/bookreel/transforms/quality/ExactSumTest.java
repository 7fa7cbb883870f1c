package dev.bookreel.transforms.quality;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Property
  void isTheSumOfDecimals_inAnyOrder(@ForAll List<Double> values, @ForAll long seed) {
    BigDecimal expected = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : values) {
      expected = expected.add(new BigDecimal(value));
      squares = squares.add(new BigDecimal(value).pow(2));
    }
    List<Double> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));
    ExactSum sum = new ExactSum();
    ExactSum sumOfSquares = new ExactSum();
    shuffled.forEach(sum::add);
    shuffled.forEach(sumOfSquares::addSquare);
    assertThat(sum.value(), comparesEqualTo(expected));
    assertThat(sumOfSquares.value(), comparesEqualTo(squares));
  }

  @Test
  void losesNothing_betweenTheLargestAndTheSmallest() {
    ExactSum sum = new ExactSum();
    for (double value :
        new double[] {Double.MAX_VALUE, Double.MIN_VALUE, -Double.MAX_VALUE, 0.125, -0.0}) {
      sum.add(value);
    }
    assertThat(
        sum.value(),
        comparesEqualTo(new BigDecimal("0.125").add(new BigDecimal(Double.MIN_VALUE))));
  }
}
