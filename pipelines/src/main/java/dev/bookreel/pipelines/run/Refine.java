package dev.bookreel.pipelines.run;

import dev.bookreel.delta.DataFile;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.join.LinkMoviesToBooks;
import dev.bookreel.transforms.join.LinkSources;
import dev.bookreel.transforms.join.LinkedMovies;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.ManifestEntry;
import dev.bookreel.transforms.manifest.WriteManifest;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.stream.Catalogue;
import dev.bookreel.transforms.stream.DaySample;
import dev.bookreel.transforms.stream.EnrichStreams;
import dev.bookreel.transforms.stream.LoadCatalogue;
import dev.bookreel.transforms.stream.ShardPlan;
import dev.bookreel.transforms.stream.StreamTables;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The stage that joins and enriches: links of movies and books, and sessions, new or not.
 *
 * <p>It writes files of {@code trusted/streams} and of the refined tables, and commits none.
 */
final class Refine {
  private final Lake lake;
  private final LakeTables tables;
  private final String run;

  Refine(Lake lake, LakeTables tables, String run) {
    this.lake = lake;
    this.tables = tables;
    this.run = run;
  }

  /**
   * Runs the stage.
   *
   * @param dumps the tables of full dumps as they will be, by dataset
   * @param ranges of delivered sessions; none to refine only
   * @param records how many records the ranges hold
   * @param again whether days for which nothing new came are refined, too
   */
  Manifest run(
      Stages stages,
      Map<String, TableSource> dumps,
      List<FileRange> ranges,
      long records,
      boolean again) {
    ManifestFile manifest = new ManifestFile(lake, run, "refine");
    Map<Integer, Long> rows = rowsByDay();
    List<Integer> days = again ? List.copyOf(rows.keySet()) : List.of();
    DaySample.estimateRows(ranges, records, new BusinessDays(lake.zone()))
        .forEach((day, count) -> rows.merge(day, count, Long::sum));
    ShardPlan plan = ShardPlan.forRows(rows);
    stages.run(
        ranges.isEmpty() ? "refining" : "enriching streams",
        pipeline -> build(pipeline, dumps, ranges, plan, days, manifest.path()));
    return manifest.read();
  }

  private void build(
      Pipeline pipeline,
      Map<String, TableSource> dumps,
      List<FileRange> ranges,
      ShardPlan plan,
      List<Integer> days,
      String manifest) {
    LinkedMovies linked =
        pipeline.apply(
            "LinkMoviesToBooks",
            new LinkMoviesToBooks(
                new LinkSources(
                    dumps.get("reviews"),
                    dumps.get("books"),
                    dumps.get("authors"),
                    dumps.get("movies")),
                tables.sink(Tables.MOVIE_BOOKS)));
    PCollectionView<Catalogue> catalogue =
        linked
            .movieKeys()
            .apply("LoadCatalogue", LoadCatalogue.from(dumps.get("movies"), dumps.get("users")));
    PCollection<ManifestEntry> enriched =
        pipeline.apply(
            "EnrichStreams",
            new EnrichStreams(
                ranges,
                shards(plan, days),
                plan,
                lake.zone().getId(),
                streamTables(),
                catalogue,
                run));
    PCollectionList.of(linked.entries())
        .and(enriched)
        .apply("AllEntries", Flatten.pCollections())
        .apply("WriteManifest", WriteManifest.to(manifest));
  }

  private StreamTables streamTables() {
    Table streams = streams();
    return new StreamTables(
        tables.source(streams),
        tables.source(Tables.DAILY_MOVIES),
        tables.sink(streams),
        tables.sink(Tables.REFINED_STREAMS),
        tables.sink(Tables.DAILY_MOVIES),
        tables.sink(Tables.QUARANTINE));
  }

  /** The table of the one dataset of events. */
  static Table streams() {
    return Datasets.all().stream()
        .filter(dataset -> !dataset.isFullDump())
        .map(Dataset::table)
        .findFirst()
        .orElseThrow();
  }

  private Map<Integer, Long> rowsByDay() {
    Map<Integer, Long> rows = new HashMap<>();
    for (DataFile file : tables.files(streams())) {
      LocalDate day = LocalDate.parse(file.partition().get("start_date"));
      rows.merge((int) day.toEpochDay(), file.rows(), Long::sum);
    }
    return rows;
  }

  private static List<Long> shards(ShardPlan plan, List<Integer> days) {
    List<Long> keys = new ArrayList<>();
    for (int day : days) {
      for (int shard = 0; shard < plan.shards(day); shard++) {
        keys.add(ShardPlan.shardKey(day, shard));
      }
    }
    return keys;
  }
}
