package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.parallel.HeldByAll;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionView;

/** Loads what sessions are enriched with, for every worker to hold. */
public final class LoadCatalogue extends PTransform<PBegin, PCollectionView<Iterable<Catalogue>>> {
  private static final long serialVersionUID = 1L;
  private final CatalogueSources sources;

  private LoadCatalogue(CatalogueSources sources) {
    this.sources = sources;
  }

  /** Reads these tables. */
  public static LoadCatalogue from(CatalogueSources sources) {
    return new LoadCatalogue(sources);
  }

  @Override
  public PCollectionView<Iterable<Catalogue>> expand(PBegin begin) {
    CatalogueSources tables = sources;
    return begin.apply("Load", HeldByAll.of(Catalogue.class, once -> Catalogue.read(tables)));
  }
}
