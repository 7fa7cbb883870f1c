package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.time.LocalDate;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Finds the days whose refined sessions would come out otherwise, since a movie, a user or a link
 * changed.
 *
 * <p>Input: the tables that the refined ones were made from and those they shall be made from, and
 * the refined tables. Output: an entry a day, some of them several times. Movies are looked up in
 * the daily aggregates; the viewers of all sessions are read only when users changed.
 */
public final class FindAffectedDays extends PTransform<PBegin, PCollection<ManifestEntry>> {
  private static final long serialVersionUID = 1L;
  private final CatalogueSources before;
  private final CatalogueSources after;
  private final TableSource refinedStreams;
  private final TableSource dailyMovies;

  /**
   * Creates the transform.
   *
   * @param before what the refined tables were made with
   * @param after what they shall be made with
   */
  public FindAffectedDays(
      CatalogueSources before,
      CatalogueSources after,
      TableSource refinedStreams,
      TableSource dailyMovies) {
    this.before = before;
    this.after = after;
    this.refinedStreams = refinedStreams;
    this.dailyMovies = dailyMovies;
  }

  @Override
  public PCollection<ManifestEntry> expand(PBegin begin) {
    PCollectionView<CatalogueChange> change =
        begin
            .apply("Once", Create.of("once").withCoder(StringUtf8Coder.of()))
            .apply("Compare", ParDo.of(new Compare(before, after)))
            .setCoder(SerializableCoder.of(CatalogueChange.class))
            .apply("Hold", View.asSingleton());
    PCollection<ManifestEntry> ofMovies =
        begin
            .apply("OnceMore", Create.of("once").withCoder(StringUtf8Coder.of()))
            .apply(
                "DaysOfMovies",
                ParDo.of(new DaysOfMovies(dailyMovies, change)).withSideInputs(change))
            .setCoder(SerializableCoder.of(ManifestEntry.class));
    PCollection<ManifestEntry> ofViewers =
        begin
            .apply(
                "Files",
                EachInParallel.of(refinedStreams.files(), SerializableCoder.of(TableFile.class)))
            .apply(
                "DaysOfViewers",
                ParDo.of(new DaysOfViewers(refinedStreams, change)).withSideInputs(change))
            .setCoder(SerializableCoder.of(ManifestEntry.class));
    return PCollectionList.of(ofMovies).and(ofViewers).apply("Both", Flatten.pCollections());
  }

  private static final class Compare extends DoFn<String, CatalogueChange> {
    private static final long serialVersionUID = 1L;
    private final CatalogueSources before;
    private final CatalogueSources after;

    Compare(CatalogueSources before, CatalogueSources after) {
      this.before = before;
      this.after = after;
    }

    @ProcessElement
    public void process(OutputReceiver<CatalogueChange> out) {
      out.output(new CatalogueChange(Catalogue.read(before), Catalogue.read(after)));
    }
  }

  private static final class DaysOfMovies extends DoFn<String, ManifestEntry> {
    private static final long serialVersionUID = 1L;
    private final TableSource dailyMovies;
    private final PCollectionView<CatalogueChange> change;

    DaysOfMovies(TableSource dailyMovies, PCollectionView<CatalogueChange> change) {
      this.dailyMovies = dailyMovies;
      this.change = change;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      for (int day : context.sideInput(change).daysOfMovies(dailyMovies)) {
        context.output(ManifestEntry.affected(day));
      }
    }
  }

  private static final class DaysOfViewers extends DoFn<TableFile, ManifestEntry> {
    private static final long serialVersionUID = 1L;
    private final TableSource refined;
    private final PCollectionView<CatalogueChange> change;

    DaysOfViewers(TableSource refined, PCollectionView<CatalogueChange> change) {
      this.refined = refined;
      this.change = change;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      TableFile file = context.element();
      if (context.sideInput(change).concernsViewersIn(refined, file)) {
        LocalDate day = LocalDate.parse(file.partition().get("start_date"));
        context.output(ManifestEntry.affected((int) day.toEpochDay()));
      }
    }
  }
}
