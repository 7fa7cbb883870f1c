package dev.bookreel.transforms.answer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MedianCountsTest {
  private static final int PARTS = 3;

  @Property
  void anyValues_fromAnyBracketOn_giveTheMedianOfTheSortedValues(
      @ForAll @Size(min = 1, max = 300) List<@From("values") Double> values,
      @ForAll @Size(max = 3) List<@From("values") Double> sample,
      @ForAll @IntRange(min = 4, max = 64) int most) {
    double[] sorted = values.stream().mapToDouble(value -> value + 0.0).sorted().toArray();
    int length = sorted.length;
    Search search = new Search(most, Bracket.around(toArray(sample)));
    assertThat(search.median(values), is((sorted[(length - 1) / 2] + sorted[length / 2]) / 2));
    // One pass for the bracket, then one more for as many bits as half of the buckets number.
    int bitsAPass = 31 - Integer.numberOfLeadingZeros(most) - 1;
    assertThat(search.passes, is(lessThanOrEqualTo(2 + Long.SIZE / bitsAPass)));
  }

  /** From anywhere, close together, and few that come often. */
  @Provide
  Arbitrary<Double> values() {
    return Arbitraries.oneOf(
        Arbitraries.longs()
            .map(Double::longBitsToDouble)
            .filter(value -> !Double.isNaN(value) && !Double.isInfinite(value)),
        Arbitraries.doubles().between(0, 1e9).ofScale(13),
        Arbitraries.longs()
            .between(0, 200)
            .map(more -> Double.longBitsToDouble(Double.doubleToRawLongBits(700) + more)),
        Arbitraries.of(-0.0, 0.0, 700.0, 1e9));
  }

  @Property
  void theOrderOfTheParts_changesNothing(
      @ForAll @Size(min = 1, max = 100) List<@From("values") Double> values,
      @ForAll @IntRange(min = 4, max = 16) int most,
      @ForAll Random random) {
    Bracket bracket = new Bracket(Bracket.bits(1), Bracket.bits(1e6));
    List<MedianCounts> parts = parts(bracket, most, values);
    Optional<Bracket> next = sum(parts).next(bracket);
    Collections.shuffle(parts, random);
    assertThat(sum(parts).next(bracket), is(next));
  }

  @Test
  void anEvenNumberOfValues_isInterpolated() {
    assertThat(median(1.0, 10.0, 2.0, 3.0), closeTo(2.5, 0));
  }

  @Test
  void negativeZero_countsAsZero() {
    assertThat(median(-0.0, 0.0, 5.0), is(0.0));
    assertThat(median(-0.0, -0.0, 5.0), is(0.0));
    assertThat(Bracket.around(new double[] {-0.0}), is(new Bracket(0, 0)));
  }

  @Test
  void noValue_hasNoMedian_andNeedsNoOtherPass() {
    assertThat(median(), is(nullValue()));
    assertThat(MedianCounts.NONE.next(Bracket.everything()), is(Optional.empty()));
  }

  @Test
  void middleValuesFarApart_areBothFound() {
    assertThat(median(0.001, 0.002, 5e8, 6e8), is((0.002 + 5e8) / 2));
  }

  @Test
  void aBracketAroundTheMiddleValues_needsOnePass_howeverManyValuesAreOutside() {
    double[] values = IntStream.rangeClosed(1, 10_000).asDoubleStream().toArray();
    assertThat(passes(4, 4999, 5002, values), is(1));
    assertThat(passes(4, 4990, 5010, values), is(2));
  }

  @Test
  void aFewValuesThatComeOften_needOnePass() {
    assertThat(passes(4, 0, 1e9, DoubleStream.generate(() -> 7).limit(10_000).toArray()), is(1));
    double[] two = IntStream.range(0, 10_000).mapToDouble(i -> i % 2).toArray();
    assertThat(passes(4, 0, 1e9, two), is(1));
    assertThat(passes(4, 0.5, 0.5, two), is(2));
  }

  @Test
  void manyValuesWithinABracket_needAnotherPass() {
    double[] values = IntStream.rangeClosed(1, 10_000).asDoubleStream().toArray();
    assertThat(passes(1 << 10, 0, 1e9, values), is(2));
  }

  @Test
  void aPartOfAllValues_hasItsShareOfTheCounters() {
    assertThat(isFound(MedianCounter.forShare(Bracket.everything(), 5000, 10_000)), is(true));
    assertThat(isFound(MedianCounter.forShare(Bracket.everything(), 5000, 1L << 40)), is(false));
    assertThat(isFound(MedianCounter.forShare(Bracket.everything(), 0, 0)), is(false));
  }

  private static boolean isFound(MedianCounter counter) {
    IntStream.range(0, 5000).forEach(counter::add);
    return counter.counts().next(Bracket.everything()).isEmpty();
  }

  @Test
  void aMedianOutsideOfTheBracket_isLookedForOnItsSide() {
    assertThat(next(5, 9, 1, 2, 3), is(new Bracket(Long.MIN_VALUE, Bracket.bits(5) - 1)));
    assertThat(next(5, 9, 7, 11, 12), is(new Bracket(Bracket.bits(9) + 1, Long.MAX_VALUE)));
    assertThat(next(5, 9, 1, 2, 7, 8), is(new Bracket(Long.MIN_VALUE, Bracket.bits(7))));
    assertThat(next(5, 9, 1, 6, 20, 30), is(new Bracket(Bracket.bits(6), Long.MAX_VALUE)));
    assertThat(next(5, 9, 1, 20), is(Bracket.everything()));
  }

  private static Bracket next(double low, double high, double... values) {
    Bracket bracket = new Bracket(Bracket.bits(low), Bracket.bits(high));
    return sum(parts(bracket, 4, boxed(values))).next(bracket).orElseThrow();
  }

  private static int passes(int most, double low, double high, double... values) {
    Search search = new Search(most, new Bracket(Bracket.bits(low), Bracket.bits(high)));
    search.median(boxed(values));
    return search.passes;
  }

  private static Double median(double... values) {
    return new Search(16, Bracket.everything()).median(boxed(values));
  }

  private static final class Search {
    private final int most;
    private Bracket bracket;
    private int passes;

    Search(int most, Bracket bracket) {
      this.most = most;
      this.bracket = bracket;
    }

    Double median(List<Double> values) {
      while (passes < Long.SIZE * 2) {
        passes++;
        MedianCounts counts = sum(parts(bracket, most, values));
        Optional<Bracket> next = counts.next(bracket);
        if (next.isEmpty()) {
          return counts.median();
        }
        bracket = next.get();
      }
      throw new AssertionError("no end in sight: " + bracket);
    }
  }

  /** Every third value goes to the same part. */
  private static List<MedianCounts> parts(Bracket bracket, int most, List<Double> values) {
    MedianCounter[] counters = new MedianCounter[PARTS];
    Arrays.setAll(counters, unused -> new MedianCounter(bracket, most));
    for (int i = 0; i < values.size(); i++) {
      counters[i % PARTS].add(values.get(i));
    }
    return Arrays.asList(
        Arrays.stream(counters).map(MedianCounter::counts).toArray(MedianCounts[]::new));
  }

  private static MedianCounts sum(List<MedianCounts> parts) {
    return parts.stream().reduce(MedianCounts.NONE, MedianCounts::plus);
  }

  private static List<Double> boxed(double... values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[] toArray(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
