package dev.bookreel.transforms.stream;

import static org.hamcrest.MatcherAssert.assertThat;

import dev.bookreel.transforms.dataset.Movies;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.dataset.Users;
import dev.bookreel.transforms.parallel.HeldByAll;
import dev.bookreel.transforms.table.MemoryTable;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

class LoadCatalogueTest {
  private static final int CLOSED = 18_990;
  private static final Integer LATEST = null;

  private final MemoryTable movies = new MemoryTable(Movies.TABLE);
  private final MemoryTable users = new MemoryTable(Users.TABLE);
  private final MemoryTable links = new MemoryTable(Tables.MOVIE_BOOKS);

  @Test
  void itKnowsTheLatestVersions_deletedOrNot_andTheMoviesOfALink() {
    movies.with(
        List.of(
            movie("Rush (old)", "rush", 100, CLOSED, null),
            movie("Rush", "rush", 123, LATEST, null)));
    movies.with(List.of(movie("Up", "up", 96, LATEST, CLOSED), movie("It", "it", 1, CLOSED, null)));
    links.with(List.of(link("rush"), link("outside")));
    users.with(
        List.of(
            Arrays.asList("A", "B", "A@x.org", "a@x.org", 18_980, LATEST, null),
            Arrays.asList("A", "B", "b@x.org", "b@x.org", 18_980, CLOSED, null)));

    assertFound(
        "rush: MovieFacts[title=Rush, durationMins=123, basedOnBook=true], user: false",
        "up: MovieFacts[title=Up, durationMins=96, basedOnBook=false], user: false",
        "it: MovieFacts[title=null, durationMins=null, basedOnBook=false], user: false",
        "outside: MovieFacts[title=null, durationMins=null, basedOnBook=true], user: false",
        "a@x.org: MovieFacts[title=null, durationMins=null, basedOnBook=false], user: true",
        "b@x.org: MovieFacts[title=null, durationMins=null, basedOnBook=false], user: false");
  }

  @Test
  void ofEmptyTables_itKnowsNothing() {
    assertFound("up: MovieFacts[title=null, durationMins=null, basedOnBook=false], user: false");
  }

  private void assertFound(String... expected) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionView<Iterable<Catalogue>> catalogue =
        pipeline.apply(LoadCatalogue.from(new CatalogueSources(movies, users, links)));
    List<String> keys =
        Arrays.stream(expected).map(line -> line.substring(0, line.indexOf(':'))).toList();
    PCollection<String> found =
        pipeline
            .apply(Create.of(keys))
            .apply(ParDo.of(new LookUp(catalogue)).withSideInputs(catalogue));
    PAssert.that(found)
        .satisfies(
            lines -> {
              assertThat(lines, Matchers.containsInAnyOrder(expected));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static final class LookUp extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<Iterable<Catalogue>> catalogue;

    LookUp(PCollectionView<Iterable<Catalogue>> catalogue) {
      this.catalogue = catalogue;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Catalogue known = HeldByAll.value(catalogue, context);
      String key = context.element();
      context.output(key + ": " + known.movie(key) + ", user: " + known.has(Catalogue.USERS, key));
    }
  }

  private static List<Object> movie(
      String title, String key, int minutes, Integer validTo, Integer deletedOn) {
    return Arrays.asList(title, minutes, null, 1.0, key, 18_980, validTo, deletedOn);
  }

  private static List<Object> link(String movieKey) {
    return Arrays.asList(
        movieKey, movieKey, "Book", "book", null, null, false, List.of(), 1L, null);
  }
}
