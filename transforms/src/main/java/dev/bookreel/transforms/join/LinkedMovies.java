package dev.bookreel.transforms.join;

import dev.bookreel.transforms.manifest.ManifestEntry;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * What {@link LinkMoviesToBooks} gives: the files it wrote, and what sessions need of the links.
 */
public final class LinkedMovies implements POutput {
  private final PCollection<ManifestEntry> entries;
  private final PCollection<String> movieKeys;
  private final TupleTag<ManifestEntry> entriesTag = new TupleTag<>() {};
  private final TupleTag<String> movieKeysTag = new TupleTag<>() {};

  LinkedMovies(PCollection<ManifestEntry> entries, PCollection<String> movieKeys) {
    this.entries = entries;
    this.movieKeys = movieKeys;
  }

  /** The manifest's entries for the files written; none when there is no link. */
  public PCollection<ManifestEntry> entries() {
    return entries;
  }

  /** The match keys of the movies that a review links to a book, each once. */
  public PCollection<String> movieKeys() {
    return movieKeys;
  }

  @Override
  public Pipeline getPipeline() {
    return entries.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(entriesTag, entries, movieKeysTag, movieKeys);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {
    entries.finishSpecifyingOutput(transformName, input, transform);
    movieKeys.finishSpecifyingOutput(transformName, input, transform);
  }
}
