package dev.bookreel.pipelines.run;

import dev.bookreel.delta.DataFile;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.join.LinkMoviesToBooks;
import dev.bookreel.transforms.join.LinkSources;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.manifest.WriteManifest;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.quality.RuleSet;
import dev.bookreel.transforms.stream.Catalogue;
import dev.bookreel.transforms.stream.CatalogueSources;
import dev.bookreel.transforms.stream.DaySample;
import dev.bookreel.transforms.stream.EnrichStreams;
import dev.bookreel.transforms.stream.FindAffectedDays;
import dev.bookreel.transforms.stream.LoadCatalogue;
import dev.bookreel.transforms.stream.ShardPlan;
import dev.bookreel.transforms.stream.StreamTables;
import dev.bookreel.transforms.stream.TakeIn;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The stages that join and enrich: links of movies and books, and sessions, new or not.
 *
 * <p>They write files of {@code trusted/streams} and of the refined tables, and commit none.
 */
final class Refine {
  /** Sessions that are only refined again were checked when they came. */
  static final RuleSet NO_RULES = RuleSet.none(Datasets.STREAMS.name());

  private final Lake lake;
  private final LakeTables tables;
  private final Stages stages;
  private final String run;
  private final RefinePlan plan;
  private final Map<String, TableSource> dumps;
  private final RuleSet rules;

  /**
   * Prepares the stages.
   *
   * @param plan what must be made again
   * @param dumps the tables of full dumps as they will be, by dataset
   * @param rules that delivered sessions are checked by
   */
  Refine(
      Lake lake,
      LakeTables tables,
      Stages stages,
      String run,
      RefinePlan plan,
      Map<String, TableSource> dumps,
      RuleSet rules) {
    this.lake = lake;
    this.tables = tables;
    this.stages = stages;
    this.run = run;
    this.plan = plan;
    this.dumps = dumps;
    this.rules = rules;
  }

  /** Runs the stages that have something to do, and tells what they left behind. */
  Refined run(StreamsDelivery delivered) {
    Manifest links = plan.linksMayDiffer() ? link() : Manifest.of(List.of());
    CatalogueSources catalogue =
        new CatalogueSources(dumps.get("movies"), dumps.get("users"), movieBooks(links));
    Set<Integer> days = new TreeSet<>(plan.days());
    if (plan.isEverything()) {
      days.addAll(rowsByDay().keySet());
    } else if (plan.catalogueMayDiffer()) {
      days.addAll(findAffectedDays(catalogue));
    }
    Manifest sessions =
        days.isEmpty() && delivered.ranges().isEmpty()
            ? Manifest.of(List.of())
            : enrich(catalogue, delivered, days);
    return new Refined(plan, links, sessions, days, sessions);
  }

  private TableSource movieBooks(Manifest links) {
    return plan.linksMayDiffer()
        ? tables.source(
            Tables.MOVIE_BOOKS, LakeTables.dataFiles(links.files(Tables.MOVIE_BOOKS.name())))
        : tables.source(Tables.MOVIE_BOOKS);
  }

  private Manifest link() {
    ManifestFile manifest = new ManifestFile(lake, run, "links");
    LinkSources sources =
        new LinkSources(
            dumps.get("reviews"), dumps.get("books"), dumps.get("authors"), dumps.get("movies"));
    stages.run(
        "linking movies to books",
        0,
        pipeline ->
            pipeline
                .apply(
                    "LinkMoviesToBooks",
                    new LinkMoviesToBooks(sources, tables.sink(Tables.MOVIE_BOOKS)))
                .apply("WriteManifest", WriteManifest.to(manifest.store())));
    return manifest.read();
  }

  private Set<Integer> findAffectedDays(CatalogueSources catalogue) {
    ManifestFile manifest = new ManifestFile(lake, run, "affected");
    stages.run(
        "comparing",
        0,
        pipeline ->
            pipeline
                .apply(
                    "FindAffectedDays",
                    new FindAffectedDays(
                        plan.before(),
                        catalogue,
                        tables.source(Tables.REFINED_STREAMS),
                        tables.source(Tables.DAILY_MOVIES)))
                .apply("WriteManifest", WriteManifest.to(manifest.store())));
    return manifest.read().affectedDays();
  }

  private Manifest enrich(
      CatalogueSources sources, StreamsDelivery delivered, Collection<Integer> days) {
    ManifestFile manifest = new ManifestFile(lake, run, "sessions");
    ShardPlan shards = shardPlan(delivered, days);
    stages.run(
        delivered.ranges().isEmpty() ? "refining" : "enriching streams",
        delivered.records(),
        pipeline -> {
          PCollectionView<Iterable<Catalogue>> catalogue =
              pipeline.apply("LoadCatalogue", LoadCatalogue.from(sources));
          pipeline
              .apply(
                  "EnrichStreams",
                  new EnrichStreams(
                      delivered.ranges(),
                      shards(shards, days),
                      shards,
                      lake.zone().getId(),
                      streamTables(delivered.takeIn()),
                      catalogue,
                      run,
                      new RuleWiring(lake, dump -> dumps.get(dump.name()), Map.of())
                          .wire(
                              pipeline,
                              delivered.ranges().isEmpty() ? NO_RULES : rules,
                              Catalogue.REFERENCES)))
              .apply("WriteManifest", WriteManifest.to(manifest.store()));
        });
    return manifest.read();
  }

  private StreamTables streamTables(TakeIn takeIn) {
    Table streams = Datasets.STREAMS.table();
    return new StreamTables(
        tables.source(streams),
        plan.isEverything()
            ? tables.empty(Tables.DAILY_MOVIES)
            : tables.source(Tables.DAILY_MOVIES),
        tables.sink(streams),
        tables.sink(Tables.REFINED_STREAMS),
        tables.sink(Tables.DAILY_MOVIES),
        tables.sink(Tables.QUARANTINE),
        takeIn);
  }

  /**
   * Only days that are sure to be finished are divided: a divided day is written as a whole, so all
   * its shards must be.
   */
  private ShardPlan shardPlan(StreamsDelivery delivered, Collection<Integer> days) {
    Map<Integer, Long> rows =
        DaySample.estimateRows(
            delivered.ranges(), delivered.records(), new BusinessDays(lake.zone()));
    days.forEach(day -> rows.putIfAbsent(day, 0L));
    Map<Integer, Long> before = rowsByDay();
    rows.replaceAll((day, count) -> count + before.getOrDefault(day, 0L));
    return ShardPlan.forRows(rows);
  }

  private Map<Integer, Long> rowsByDay() {
    Map<Integer, Long> rows = new HashMap<>();
    for (DataFile file : tables.files(Datasets.STREAMS.table())) {
      LocalDate day = LocalDate.parse(file.partition().get("start_date"));
      // A file of another writer may not tell its rows.
      rows.merge((int) day.toEpochDay(), Math.max(1, file.rows()), Long::sum);
    }
    return rows;
  }

  private static List<Long> shards(ShardPlan plan, Collection<Integer> days) {
    List<Long> keys = new ArrayList<>();
    for (int day : days) {
      for (int shard = 0; shard < plan.shards(day); shard++) {
        keys.add(ShardPlan.shardKey(day, shard));
      }
    }
    return keys;
  }
}
