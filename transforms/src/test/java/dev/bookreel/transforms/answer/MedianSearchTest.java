package dev.bookreel.transforms.answer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MedianSearchTest {

  @Property
  void anyValues_inAnyParts_giveTheMedianOfTheSortedValues(
      @ForAll @Size(min = 1, max = 200)
          List<@DoubleRange(min = 0, max = 1e9) @Scale(13) Double> values,
      @ForAll boolean split,
      @ForAll @IntRange(max = 50) int mostCounters) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int length = sorted.length;
    double expected = (sorted[(length - 1) / 2] + sorted[length / 2]) / 2;
    List<List<Double>> parts =
        split
            ? List.of(values.subList(0, length / 2), values.subList(length / 2, length))
            : List.of(values);
    assertThat(median(mostCounters, parts), is(expected));
  }

  @Test
  void anEvenNumberOfValues_isInterpolated() {
    assertThat(median(List.of(List.of(1.0, 10.0, 2.0, 3.0))), closeTo(2.5, 0));
  }

  @Test
  void negativeZero_countsAsZero() {
    assertThat(median(List.of(List.of(-0.0, 0.0, 5.0))), is(0.0));
  }

  @Test
  void noValue_hasNoMedian() {
    assertThat(median(List.of()), is(nullValue()));
  }

  @Test
  void fewValues_areFoundInTwoPasses_manyInFour() {
    List<Double> values = List.of(1.0, 1.0000001, 1.0000002);
    assertThat(passes(3 * 2, values), is(2));
    assertThat(passes(3, values), is(4));
  }

  private static int passes(int mostCounters, List<Double> values) {
    MedianSearch search = MedianSearch.begin(mostCounters);
    int passes = 0;
    for (; !search.isFound(); passes++) {
      MedianSearch.Counts counts = search.newCounts();
      values.forEach(counts::add);
      search = search.after(counts.byPrefix());
    }
    return passes;
  }

  private static Double median(List<List<Double>> parts) {
    return median(1 << 17, parts);
  }

  private static Double median(int mostCounters, List<List<Double>> parts) {
    MedianSearch search = MedianSearch.begin(mostCounters);
    for (int pass = 0; pass < MedianSearch.PASSES && !search.isFound(); pass++) {
      Map<Long, Long> counts = new HashMap<>();
      for (List<Double> part : parts) {
        MedianSearch.Counts counter = search.newCounts();
        part.forEach(counter::add);
        counter.byPrefix().forEach((key, count) -> counts.merge(key, count, Long::sum));
      }
      search = search.after(counts);
    }
    return search.median();
  }

  @Test
  void middleValuesFarApart_areBothFound() {
    double[] values = {0.001, 0.002, 5e8, 6e8};
    assertThat(median(List.of(Arrays.stream(values).boxed().toList())), is((0.002 + 5e8) / 2));
  }
}
