package dev.bookreel.pipelines.tend;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.DeltaTable;
import dev.bookreel.delta.Snapshot;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.pipelines.land.DeliveryOutcome;
import dev.bookreel.pipelines.land.RawZone;
import dev.bookreel.pipelines.quality.RuleArchive;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.pipelines.run.Overrides;
import dev.bookreel.pipelines.run.RebuiltFrom;
import dev.bookreel.pipelines.run.Republish;
import dev.bookreel.pipelines.run.Settlement;
import dev.bookreel.pipelines.run.Stages;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes trusted and refined anew from the raw zone alone: the published deliveries, in the order of
 * their publication.
 *
 * <p>The tables are made beside the lake's own, which nobody notices; then each is put in the place
 * of what its table holds, in one commit. A rebuild that dies leaves the lake as it was, or with
 * some tables already rebuilt, which hold the same rows.
 */
public final class Rebuild {
  private static final List<Table> REFINED =
      List.of(Tables.REFINED_STREAMS, Tables.MOVIE_BOOKS, Tables.DAILY_MOVIES, Tables.ANSWERS);

  private record Published(Delivery delivery, DeliveryOutcome.Publication publication) {}

  private final Lake lake;
  private final Stages stages;
  private final String run;

  /** Prepares the work on a lake. */
  public Rebuild(Lake lake, Stages stages, String run) {
    this.lake = lake;
    this.stages = stages;
    this.run = run;
  }

  /**
   * Rebuilds all tables, and gives the rows of each.
   *
   * @throws UserError when nothing was ever published
   */
  public Map<String, Long> run() {
    Settlement settlement = new Settlement(lake);
    Datasets.all().forEach(settlement::settle);
    // What is published from now on must not be replaced by what was before.
    Map<String, Optional<Snapshot>> targets = new HashMap<>();
    for (Table table : tables()) {
      targets.put(table.name(), lake.table(table).latest());
    }
    List<Map<Dataset, Published>> rounds = rounds();
    if (rounds.isEmpty()) {
      throw UserError.usage(
          "nothing to rebuild from",
          "the raw zone holds no delivery that was published",
          "Deliver something: bookreel run --lake=… --internal=… --vendor=… --date=…");
    }
    Lake beside = lake.over(lake.work(run).resolve("lake"));
    int number = 0;
    for (Map<Dataset, Published> round : rounds) {
      number++;
      stages.say("round " + number + " of " + rounds.size());
      Map<Dataset, Delivery> deliveries = new LinkedHashMap<>();
      round.forEach((dataset, published) -> deliveries.put(dataset, published.delivery()));
      Published sessions = round.get(Datasets.STREAMS);
      boolean replayed =
          sessions != null && Overrides.nameReplay(sessions.publication().overrides());
      Republish.round(beside, stages, run + "-" + number, deliveries, rules(round), replayed);
    }
    stages.say("publishing");
    return publish(beside, targets);
  }

  private static List<Table> tables() {
    List<Table> tables = new ArrayList<>(Datasets.all().stream().map(Dataset::table).toList());
    tables.addAll(REFINED);
    return tables;
  }

  /** The first publication of each dataset, then the second ones, and so on. */
  private List<Map<Dataset, Published>> rounds() {
    List<Map<Dataset, Published>> rounds = new ArrayList<>();
    for (Dataset dataset : Datasets.all()) {
      List<Published> published = published(dataset);
      for (int round = 0; round < published.size(); round++) {
        if (round == rounds.size()) {
          rounds.add(new LinkedHashMap<>());
        }
        rounds.get(round).put(dataset, published.get(round));
      }
    }
    return rounds;
  }

  private List<Published> published(Dataset dataset) {
    List<Published> all = new ArrayList<>();
    new RawZone(lake)
        .outcomes(dataset)
        .forEach(
            (delivery, outcome) ->
                outcome.publications().stream()
                    .filter(DeliveryOutcome.Publication::done)
                    .forEach(publication -> all.add(new Published(delivery, publication))));
    all.sort(Comparator.comparingLong(one -> one.publication().sequence()));
    return all;
  }

  /** The rules that were in force when these were published. */
  private RuleBook rules(Map<Dataset, Published> round) {
    RuleArchive archive = new RuleArchive(lake);
    Map<String, String> texts = new HashMap<>();
    round.forEach(
        (dataset, published) -> {
          String rules = published.publication().rules();
          if (rules != null) {
            texts.put(dataset.name(), archive.find(rules));
          }
        });
    return RuleBook.recorded(texts);
  }

  private Map<String, Long> publish(Lake beside, Map<String, Optional<Snapshot>> targets) {
    Map<String, Long> rows = new LinkedHashMap<>();
    RebuiltFrom versions = new RebuiltFrom();
    for (Dataset dataset : Datasets.all()) {
      publish(beside, dataset.table(), targets, versions, rows);
    }
    for (Table table : REFINED) {
      publish(beside, table, targets, versions, rows);
    }
    return rows;
  }

  private void publish(
      Lake beside,
      Table table,
      Map<String, Optional<Snapshot>> targets,
      RebuiltFrom versions,
      Map<String, Long> rows) {
    DeltaTable made = beside.table(table);
    List<DataFile> files = made.latest().map(Snapshot::files).orElse(List.of());
    DeltaTable target = lake.table(table);
    Optional<Snapshot> before = targets.get(table.name());
    if (files.isEmpty() && before.isEmpty()) {
      return;
    }
    files.forEach(file -> link(file.location(made.path()), file.location(target.path())));
    Commit commit =
        Commit.replace(files)
            .withSchema(table.schema(), table.partitionColumns(), table.grain())
            .withReadVersion(before.map(Snapshot::version).orElse(Commit.NO_TABLE))
            .withParameter("run", run)
            .exclusively();
    for (Map.Entry<String, Long> transaction : made.transactions().entrySet()) {
      long known =
          before.flatMap(snapshot -> snapshot.transaction(transaction.getKey())).orElse(-1L);
      if (known < transaction.getValue()) {
        commit = commit.withTransaction(transaction.getKey(), transaction.getValue());
      }
    }
    long version =
        target.commit(REFINED.contains(table) ? versions.tell(commit) : commit).version();
    versions.add(table, version);
    rows.put(table.name(), files.stream().mapToLong(DataFile::rows).sum());
  }

  /**
   * Names have no meaning of their own but to be unique: the file may keep its name. One that is
   * there is of a rebuild that died.
   */
  private static void link(String from, String to) {
    try {
      StoragePath.of(from).linkTo(StoragePath.of(to));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put " + from + " into " + to, e);
    }
  }
}
