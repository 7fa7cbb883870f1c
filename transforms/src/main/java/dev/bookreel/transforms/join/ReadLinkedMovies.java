package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * File of {@code trusted/reviews} → the match keys of the movies in it, each once.
 *
 * <p>Reading one column again costs less than a second consumer of the links, which the Spark
 * runner would have to hold for it.
 */
final class ReadLinkedMovies extends DoFn<TableFile, String> {
  private static final long serialVersionUID = 1L;
  private final TableSource reviews;

  ReadLinkedMovies(TableSource reviews) {
    this.reviews = reviews;
  }

  @ProcessElement
  public void process(@Element TableFile file, OutputReceiver<String> out) {
    Set<String> movies = new HashSet<>();
    LatestVersions.read(reviews, file, List.of("movie_key"), row -> movies.add(row.getString(0)));
    movies.forEach(out::output);
  }
}
