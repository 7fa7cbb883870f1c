package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Snapshot;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.pipelines.land.DeliveryOutcome;
import dev.bookreel.pipelines.land.RawZone;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.manifest.Manifest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides which deliveries may be published, and matches those dumps with their tables. */
final class Trusting {
  private final Lake lake;
  private final LakeTables tables;
  private final Stages stages;
  private final String run;
  private final LocalDate date;
  private final Overrides overrides;

  Trusting(
      Lake lake,
      LakeTables tables,
      Stages stages,
      String run,
      LocalDate date,
      Overrides overrides) {
    this.lake = lake;
    this.tables = tables;
    this.stages = stages;
    this.run = run;
    this.date = date;
    this.overrides = overrides;
  }

  /** Matches all dumps that may be applied; a source is accepted or refused as a whole. */
  Trusted run(Map<Dataset, Delivery> deliveries) {
    // First of all, since it is committed last: whoever commits it meanwhile stops this run.
    tables.version(Tables.DAILY_MOVIES);
    Map<Source, UserError> refusals = new LinkedHashMap<>();
    Map<Dataset, DumpOrder> orders = new HashMap<>();
    deliveries.forEach(
        (dataset, delivery) -> {
          settle(dataset);
          if (dataset.isFullDump()) {
            DumpOrder order =
                DumpOrder.of(delivery, tables.snapshot(dataset.table()), overrides.redeliver());
            orders.put(dataset, order);
            order.refusal().ifPresent(error -> refusals.putIfAbsent(dataset.source(), error));
          }
        });
    Trusted inOrder = new Trusted(deliveries, orders, refusals, Trusted.NOTHING.manifest());
    Manifest manifest = new TrustDumps(lake, tables, run, date).run(stages, inOrder.accepted());
    if (!overrides.shrink()) {
      for (Dataset dataset : inOrder.accepted().keySet()) {
        ShrinkGuard.check(
                dataset.name(),
                manifest.live(dataset.name()),
                manifest.tally(dataset.name()).deleted())
            .ifPresent(error -> refusals.putIfAbsent(dataset.source(), error));
      }
    }
    return new Trusted(deliveries, orders, refusals, manifest);
  }

  /** The sessions among what was accepted. */
  StreamsDelivery streams(Map<Dataset, Delivery> accepted) {
    Dataset streams = Datasets.STREAMS;
    Delivery delivery = accepted.get(streams);
    if (delivery == null) {
      return StreamsDelivery.NONE;
    }
    boolean publishedBefore = StreamsOrder.holds(tables.snapshot(streams.table()), delivery);
    return new StreamsDelivery(
        RawRanges.of(lake, streams, delivery), delivery.records(), !publishedBefore);
  }

  /** Asks the table what became of deliveries whose run died before it could note it. */
  private void settle(Dataset dataset) {
    for (Delivery delivery : new RawZone(lake).deliveries(dataset)) {
      DeliveryOutcome outcome = DeliveryOutcome.of(lake, dataset, delivery);
      if (outcome.hasUndecided() && isApplied(dataset, delivery)) {
        outcome.published().write(lake, dataset, delivery);
      }
    }
  }

  private boolean isApplied(Dataset dataset, Delivery delivery) {
    Optional<Snapshot> table = tables.snapshot(dataset.table());
    return dataset.isFullDump()
        ? DumpOrder.holds(table, delivery)
        : StreamsOrder.holds(table, delivery);
  }
}
