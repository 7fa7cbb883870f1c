package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.CommitResult;
import dev.bookreel.delta.DataFile;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.pipelines.land.DeliveryOutcome;
import dev.bookreel.pipelines.land.RawZone;
import dev.bookreel.pipelines.quality.RuleArchive;
import dev.bookreel.pipelines.quality.RuleBook;
import dev.bookreel.transforms.check.Tally;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.WrittenFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes visible what the stages wrote, a table a commit: quarantine, trusted, refined, the daily
 * aggregates last.
 */
final class Publishing {
  /** Changes no row, but tells what the table was made from. */
  private static final Commit NOTHING = Commit.merge(List.of(), List.of());

  private final Lake lake;
  private final LakeTables tables;
  private final String run;
  private final Overrides overrides;
  private final RuleBook rules;

  Publishing(Lake lake, LakeTables tables, String run, Overrides overrides, RuleBook rules) {
    this.rules = rules;
    this.lake = lake;
    this.tables = tables;
    this.run = run;
    this.overrides = overrides;
  }

  /**
   * Holds the conservation law: all records that landed were read, and each has one fate.
   *
   * @throws UserError when a record is not accounted for; nothing is published then
   */
  void requireConservation(Trusted trusted, Refined refined) {
    trusted
        .accepted()
        .forEach(
            (dataset, delivery) -> {
              Tally tally = tally(dataset, trusted, refined);
              if (!tally.conserves() || tally.read() != delivery.records()) {
                throw UserError.failure(
                    "the run does not publish " + dataset.name(),
                    String.format(
                        Locale.ROOT,
                        "of %d records landed, %d were read, %d accepted, %d quarantined and %d"
                            + " duplicates: some are not accounted for",
                        delivery.records(),
                        tally.read(),
                        tally.accepted(),
                        tally.quarantined(),
                        tally.duplicates()),
                    "Nothing was published; please report this",
                    null);
              }
            });
  }

  /** Publishes quarantine and the trusted tables. */
  List<DatasetSummary> trusted(Trusted trusted, Refined refined) {
    trusted
        .deliveries()
        .forEach((dataset, delivery) -> quarantine(dataset, delivery, trusted, refined));
    if (lake.ownsRaw()) {
      new QualityLog(lake, tables, run).keep(trusted.deliveries(), trusted.quality());
    }
    List<DatasetSummary> datasets = new ArrayList<>();
    trusted
        .deliveries()
        .forEach(
            (dataset, delivery) ->
                datasets.add(
                    trusted.accepts(dataset)
                        ? publish(dataset, delivery, trusted, refined)
                        : refuse(dataset, delivery, trusted, refined)));
    return datasets;
  }

  /** Publishes the refined tables, if any of them changes. */
  void refined(Refined refined) {
    if (!refined.changes()) {
      return;
    }
    Map<String, Long> versions = new TreeMap<>();
    for (Dataset dataset : Datasets.all()) {
      long version = tables.built(dataset.table());
      if (version != Commit.NO_TABLE) {
        versions.put(dataset.table().name(), version);
      }
    }
    BuiltFrom built = new BuiltFrom(versions);
    Manifest sessions = refined.sessions();
    List<DataFile> streams = LakeTables.dataFiles(files(sessions, Tables.REFINED_STREAMS));
    publish(
        Tables.REFINED_STREAMS,
        built,
        refined.plan().isEverything()
            ? Commit.replace(streams)
            : Commit.replacePartitions(partitions(streams, refined.days()), streams));
    List<DataFile> links = LakeTables.dataFiles(files(refined.links(), Tables.MOVIE_BOOKS));
    publish(
        Tables.MOVIE_BOOKS,
        built,
        refined.plan().linksMayDiffer() ? Commit.replace(links) : NOTHING);
    List<DataFile> daily = LakeTables.dataFiles(files(sessions, Tables.DAILY_MOVIES));
    boolean allDaysNew = refined.plan().isEverything() || !daily.isEmpty();
    publish(Tables.DAILY_MOVIES, built, allDaysNew ? Commit.replace(daily) : NOTHING);
  }

  /**
   * All three are committed whenever one of them changes, and by nobody else since this run looked:
   * two runs that would each miss what the other brings must not both succeed.
   */
  private void publish(Table table, BuiltFrom built, Commit commit) {
    tables.commit(table, built.tell(commit.exclusively()));
  }

  /** Once for each delivery, however often it is run, and whether it is refused or not. */
  private void quarantine(Dataset dataset, Delivery delivery, Trusted trusted, Refined refined) {
    List<WrittenFile> rejected = new ArrayList<>(trusted.manifest().rejected(dataset.name()));
    rejected.addAll(refined.delivered().rejected(dataset.name()));
    if (!rejected.isEmpty()) {
      String transaction =
          "bookreel:rejected:"
              + dataset.name()
              + ":"
              + delivery.date()
              + ":"
              + delivery.contentId()
              + (overrides.replay() ? ":" + run : "");
      Table table = Tables.QUARANTINE;
      // Decided on nothing that the table holds: it goes behind whatever others put there.
      lake.table(table)
          .commit(
              Commit.append(LakeTables.dataFiles(rejected))
                  .withSchema(table.schema(), table.partitionColumns(), table.grain())
                  .withTransaction(transaction, 1)
                  .withParameter("run", run));
    }
  }

  private DatasetSummary publish(
      Dataset dataset, Delivery delivery, Trusted trusted, Refined refined) {
    Tally tally = tally(dataset, trusted, refined);
    Table table = dataset.table();
    boolean dump = dataset.isFullDump();
    Manifest manifest = dump ? trusted.manifest() : refined.sessions();
    boolean applied =
        dump
            ? trusted.orders().get(dataset).isApplied()
            : StreamsOrder.holds(tables.snapshot(table), delivery);
    if (applied || !manifest.changes(table.name())) {
      tally = tally.asUnchanged();
    }
    if (applied) {
      return new DatasetSummary(dataset.name(), tally, tables.version(table));
    }
    DeliveryOutcome outcome = DeliveryOutcome.of(lake, dataset, delivery);
    long sequence = new RawZone(lake).nextSequence(dataset);
    if (lake.ownsRaw()) {
      outcome =
          outcome.publishing(
              sequence,
              run,
              overrides.names(),
              new RuleArchive(lake).keep(rules.text(dataset)),
              fields(dataset, trusted, refined));
      outcome.write(lake, dataset, delivery);
    }
    Commit commit =
        counted(dump ? tables.merge(table, manifest) : sessions(manifest), tally)
            .withParameter(Settlement.PUBLICATION, Long.toString(sequence));
    if (!overrides.names().isEmpty()) {
      commit = commit.withParameter("accepted", String.join(", ", overrides.names()));
    }
    CommitResult result =
        tables.commit(
            table,
            dump
                ? trusted.orders().get(dataset).mark(commit)
                : StreamsOrder.mark(commit, delivery));
    if (lake.ownsRaw()) {
      outcome.published().write(lake, dataset, delivery);
    }
    return new DatasetSummary(dataset.name(), tally, result.version());
  }

  private DatasetSummary refuse(
      Dataset dataset, Delivery delivery, Trusted trusted, Refined refined) {
    String problem = trusted.refusals().get(dataset.source()).getMessage();
    if (lake.ownsRaw()) {
      DeliveryOutcome.of(lake, dataset, delivery)
          .refused(run, problem)
          .write(lake, dataset, delivery);
    }
    return new DatasetSummary(dataset.name(), tally(dataset, trusted, refined), null);
  }

  /** New sessions are an append; corrections rewrite files, which is a merge. */
  private Commit sessions(Manifest manifest) {
    Table table = Datasets.STREAMS.table();
    Commit merge = tables.merge(table, manifest);
    List<DataFile> written = LakeTables.dataFiles(manifest.files(table.name()));
    boolean corrects = !manifest.replaced(table.name()).isEmpty();
    // Sessions that were found unchanged were looked at, too: any change since matters.
    return (corrects ? merge : Commit.append(written)).withWholeTableRead();
  }

  private static Commit counted(Commit commit, Tally tally) {
    return commit
        .withMetric("numRowsInserted", tally.inserted())
        .withMetric("numRowsChanged", tally.changed())
        .withMetric("numRowsDeleted", tally.deleted())
        .withMetric("numRowsReappeared", tally.reappeared())
        .withMetric("numRowsUnchanged", tally.unchanged());
  }

  private static Set<Map<String, String>> partitions(List<DataFile> files, Set<Integer> days) {
    Set<Map<String, String>> partitions = new HashSet<>();
    files.forEach(file -> partitions.add(file.partition()));
    days.forEach(day -> partitions.add(Map.of("start_date", LocalDate.ofEpochDay(day).toString())));
    return partitions;
  }

  /** Null where they say nothing of what the source delivers. */
  private Fields fields(Dataset dataset, Trusted trusted, Refined refined) {
    Manifest manifest = dataset.isFullDump() ? trusted.manifest() : refined.delivered();
    Fields fields = manifest.fields(dataset);
    return overrides.replay() || fields.areNone() ? null : fields;
  }

  private static Tally tally(Dataset dataset, Trusted trusted, Refined refined) {
    return trusted.manifest().tally(dataset.name()).plus(refined.delivered().tally(dataset.name()));
  }

  private static List<WrittenFile> files(Manifest manifest, Table table) {
    return manifest.files(table.name());
  }
}
