package dev.bookreel.transforms.manifest;

import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;

/**
 * Leaves all entries where the driver reads them when the pipeline is done.
 *
 * <p>A retry writes them again. Something is written also when there is no entry: nothing at all
 * means that the pipeline did not finish.
 */
public final class WriteManifest extends PTransform<PCollection<ManifestEntry>, PDone> {
  private static final long serialVersionUID = 1L;
  private final ManifestStore store;

  private WriteManifest(ManifestStore store) {
    this.store = store;
  }

  /** Leaves them there. */
  public static WriteManifest to(ManifestStore store) {
    return new WriteManifest(store);
  }

  @Override
  public PDone expand(PCollection<ManifestEntry> entries) {
    PCollection<ManifestEntry> nothing =
        entries
            .getPipeline()
            .apply(
                "Nothing",
                Create.of(ManifestEntry.nothing())
                    .withCoder(SerializableCoder.of(ManifestEntry.class)));
    PCollectionList.of(entries)
        .and(nothing)
        .apply("AtLeastOne", Flatten.pCollections())
        .apply("Together", WithKeys.of(0))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ManifestEntry.class)))
        .apply("Group", GroupByKey.create())
        .apply("Write", ParDo.of(new Write(store)));
    return PDone.in(entries.getPipeline());
  }

  private static final class Write extends DoFn<KV<Integer, Iterable<ManifestEntry>>, Void> {
    private static final long serialVersionUID = 1L;
    private final ManifestStore store;

    Write(ManifestStore store) {
      this.store = store;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<ManifestEntry>> entries) throws IOException {
      store.write(Manifest.toBytes(entries.getValue()));
    }
  }
}
