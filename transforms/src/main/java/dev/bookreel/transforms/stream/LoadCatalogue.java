package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.table.TableSource;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Loads what sessions are enriched with, for every worker to hold.
 *
 * <p>Input: the match keys of the movies that a review links to a book.
 */
public final class LoadCatalogue
    extends PTransform<PCollection<String>, PCollectionView<Catalogue>> {
  private static final long serialVersionUID = 1L;
  private final TableSource movies;
  private final TableSource users;

  private LoadCatalogue(TableSource movies, TableSource users) {
    this.movies = movies;
    this.users = users;
  }

  /** Reads {@code trusted/movies} and {@code trusted/users}. */
  public static LoadCatalogue from(TableSource movies, TableSource users) {
    return new LoadCatalogue(movies, users);
  }

  @Override
  public PCollectionView<Catalogue> expand(PCollection<String> linked) {
    PCollectionView<List<String>> linkedKeys = linked.apply("LinkedMovies", View.asList());
    return linked
        .getPipeline()
        .apply("Once", Create.of("once").withCoder(StringUtf8Coder.of()))
        .apply("Load", ParDo.of(new Load(movies, users, linkedKeys)).withSideInputs(linkedKeys))
        .setCoder(SerializableCoder.of(Catalogue.class))
        .apply("Hold", View.asSingleton());
  }

  private static final class Load extends DoFn<String, Catalogue> {
    private static final long serialVersionUID = 1L;
    private final TableSource movies;
    private final TableSource users;
    private final PCollectionView<List<String>> linkedKeys;

    Load(TableSource movies, TableSource users, PCollectionView<List<String>> linkedKeys) {
      this.movies = movies;
      this.users = users;
      this.linkedKeys = linkedKeys;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(Catalogue.read(movies, users, context.sideInput(linkedKeys)));
    }
  }
}
