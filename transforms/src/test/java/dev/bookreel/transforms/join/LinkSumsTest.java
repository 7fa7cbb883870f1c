package dev.bookreel.transforms.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LinkSumsTest {
  /** A review, as far as links are concerned. */
  record Review(String movie, String title, String book, String name, Integer rate) {}

  /** A link, without the numbers. */
  record Link(
      String movieKey,
      String movieTitle,
      String bookKey,
      String bookName,
      long reviews,
      Double averageRate) {}

  @Property(tries = 500)
  void linksAddUp_howeverTheyArePackedAndSharded(
      @ForAll("reviews") List<Review> reviews,
      @ForAll @IntRange(min = 1, max = 4) int files,
      @ForAll @IntRange(min = 1, max = 5) int shards) {
    List<LinkSums> byShard = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      byShard.add(new LinkSums());
    }
    for (int file = 0; file < files; file++) {
      LinkSums some = new LinkSums();
      for (int i = file; i < reviews.size(); i += files) {
        add(some, reviews.get(i));
      }
      some.pack(shards, (shard, packed) -> byShard.get(shard).addAll(packed));
    }
    List<Link> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (LinkSums shard : byShard) {
      List<Link> links = inOrder(shard);
      assertThat(keys(links), equalTo(keys(links).stream().sorted().toList()));
      all.addAll(links);
      links.forEach(link -> assertThat(seen.add(key(link)), is(true)));
    }
    Map<String, Link> found = new TreeMap<>();
    all.forEach(link -> found.put(key(link), link));
    assertThat(found, equalTo(plainly(reviews)));
  }

  @Example
  void manyLinks_areFoundAgain() {
    LinkSums links = new LinkSums();
    for (int pass = 0; pass < 3; pass++) {
      for (int i = 0; i < 10_000; i++) {
        add(links, new Review("m" + i % 100, "M", "b" + i, "B" + pass, pass));
      }
    }
    List<Link> all = inOrder(links);
    assertThat(all.size(), is(10_000));
    for (Link link : all) {
      assertThat(link.reviews(), is(3L));
      assertThat(link.bookName(), is("B0"));
      assertThat(link.averageRate(), is(1.0));
    }
  }

  @Example
  void withoutARate_thereIsNoMean() {
    LinkSums links = new LinkSums();
    add(links, new Review("m", "Movie", "b", "Book", null));
    assertThat(inOrder(links).get(0).averageRate(), nullValue());
  }

  private static void add(LinkSums links, Review review) {
    links.add(
        links.number(review.movie().getBytes(UTF_8)),
        links.number(review.title().getBytes(UTF_8)),
        links.number(review.book().getBytes(UTF_8)),
        links.number(review.name().getBytes(UTF_8)),
        review.rate());
  }

  private static List<Link> inOrder(LinkSums links) {
    return IntStream.of(links.inOrder())
        .mapToObj(
            link ->
                new Link(
                    links.texts().text(links.movieKey(link)),
                    links.texts().text(links.movieTitle(link)),
                    links.texts().text(links.bookKey(link)),
                    links.texts().text(links.bookName(link)),
                    links.reviews(link),
                    links.isRated(link) ? links.averageRate(link) : null))
        .toList();
  }

  private static Map<String, Link> plainly(List<Review> reviews) {
    Map<String, List<Review>> byKey = new TreeMap<>();
    for (Review one : reviews) {
      byKey.computeIfAbsent(one.movie() + "\0" + one.book(), unused -> new ArrayList<>()).add(one);
    }
    Map<String, Link> links = new TreeMap<>();
    byKey.forEach(
        (key, same) -> {
          OptionalDouble mean =
              same.stream().filter(one -> one.rate() != null).mapToInt(Review::rate).average();
          links.put(
              key,
              new Link(
                  same.get(0).movie(),
                  same.stream().map(Review::title).min(String::compareTo).orElseThrow(),
                  same.get(0).book(),
                  same.stream().map(Review::name).min(String::compareTo).orElseThrow(),
                  same.size(),
                  mean.isPresent() ? mean.getAsDouble() : null));
        });
    return links;
  }

  private static List<String> keys(List<Link> links) {
    return links.stream().map(LinkSumsTest::key).toList();
  }

  /** U+0000 comes before all that a key may hold, so these sort like movie, then book. */
  private static String key(Link link) {
    return link.movieKey() + "\0" + link.bookKey();
  }

  @Provide
  Arbitrary<List<Review>> reviews() {
    // The last two sort one way by their characters and another way by their bytes.
    Arbitrary<String> texts = Arbitraries.of("", "a", "A", "ab", "b", "\uFFFD", "\uD83D\uDE00");
    Arbitrary<Integer> rates = Arbitraries.integers().between(-1, 5).injectNull(0.2);
    return Combinators.combine(texts, texts, texts, texts, rates)
        .as(Review::new)
        .list()
        .ofMaxSize(40);
  }
}
