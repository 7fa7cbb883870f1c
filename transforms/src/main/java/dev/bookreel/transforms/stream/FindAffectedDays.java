package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.parallel.HeldByAll;
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
    CatalogueSources old = before;
    CatalogueSources now = after;
    PCollectionView<Iterable<CatalogueChange>> change =
        begin.apply(
            "Compare",
            HeldByAll.of(
                CatalogueChange.class,
                once -> new CatalogueChange(Catalogue.read(old), Catalogue.read(now))));
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

  private static final class DaysOfMovies extends DoFn<String, ManifestEntry> {
    private static final long serialVersionUID = 1L;
    private final TableSource dailyMovies;
    private final PCollectionView<Iterable<CatalogueChange>> change;

    DaysOfMovies(TableSource dailyMovies, PCollectionView<Iterable<CatalogueChange>> change) {
      this.dailyMovies = dailyMovies;
      this.change = change;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      for (int day : HeldByAll.value(change, context).daysOfMovies(dailyMovies)) {
        context.output(ManifestEntry.affected(day));
      }
    }
  }

  private static final class DaysOfViewers extends DoFn<TableFile, ManifestEntry> {
    private static final long serialVersionUID = 1L;
    private final TableSource refined;
    private final PCollectionView<Iterable<CatalogueChange>> change;

    DaysOfViewers(TableSource refined, PCollectionView<Iterable<CatalogueChange>> change) {
      this.refined = refined;
      this.change = change;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      TableFile file = context.element();
      if (HeldByAll.value(change, context).concernsViewersIn(refined, file)) {
        LocalDate day = LocalDate.parse(file.partition().get("start_date"));
        context.output(ManifestEntry.affected((int) day.toEpochDay()));
      }
    }
  }
}
