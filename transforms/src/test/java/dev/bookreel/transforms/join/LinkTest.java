package dev.bookreel.transforms.join;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.beam.sdk.testing.CoderProperties;

class LinkTest {
  private static final Link RATED_4 = Link.of("m", "Movie", "b", "BOOK", 4);
  private static final Link RATED_5 = Link.of("m", "MOVIE", "b", "Book", 5);
  private static final Link NOT_RATED = Link.of("m", "movie", "b", "book", null);

  @Property(tries = 50)
  void partsAddUpInAnyOrder_toTheSmallestSpellingsAndTheExactMean(@ForAll Random random) {
    List<Link> parts = new ArrayList<>(List.of(RATED_4, NOT_RATED, RATED_5, RATED_4));
    Collections.shuffle(parts, random);

    Link whole = parts.stream().reduce(Link::plus).orElseThrow();

    assertThat(whole, is(new Link("m", "MOVIE", "b", "BOOK", Author.NONE, 4, 3, 13)));
    assertThat(whole.averageRate(), is(13 / 3.0));
  }

  @Example
  void withoutARate_thereIsNoMean() {
    assertThat(NOT_RATED.averageRate(), nullValue());
  }

  @Example
  void linksSurviveTheirCoder() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(new LinkCoder(), NOT_RATED);
    CoderProperties.coderDecodeEncodeEqual(new LinkCoder(), RATED_5.plus(RATED_4));
  }
}
