package dev.bookreel.transforms.stream;

import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionView;

/** Loads what sessions are enriched with, for every worker to hold. */
public final class LoadCatalogue extends PTransform<PBegin, PCollectionView<Catalogue>> {
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
  public PCollectionView<Catalogue> expand(PBegin begin) {
    return begin
        .apply("Once", Create.of("once").withCoder(StringUtf8Coder.of()))
        .apply("Load", ParDo.of(new Load(sources)))
        .setCoder(SerializableCoder.of(Catalogue.class))
        .apply("Hold", View.asSingleton());
  }

  private static final class Load extends DoFn<String, Catalogue> {
    private static final long serialVersionUID = 1L;
    private final CatalogueSources sources;

    Load(CatalogueSources sources) {
      this.sources = sources;
    }

    @ProcessElement
    public void process(OutputReceiver<Catalogue> out) {
      out.output(Catalogue.read(sources));
    }
  }
}
