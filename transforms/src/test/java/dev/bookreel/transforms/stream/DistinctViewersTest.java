package dev.bookreel.transforms.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DistinctViewersTest {
  private static final int MOVIES = 5;
  private static final int VIEWERS = 7;

  @Property
  void eachViewerOfAMovieCountsOnce(
      @ForAll @Size(max = 100) List<@IntRange(max = MOVIES * VIEWERS - 1) Integer> pairs) {
    int[] movie = pairs.stream().mapToInt(pair -> pair / VIEWERS).toArray();
    int[] viewer = pairs.stream().mapToInt(pair -> pair % VIEWERS).toArray();
    Set<Integer> distinct = new HashSet<>(pairs);
    int[] expected = new int[MOVIES];
    distinct.forEach(pair -> expected[pair / VIEWERS]++);
    assertThat(DistinctViewers.count(movie, MOVIES, viewer, VIEWERS), is(expected));
  }
}
