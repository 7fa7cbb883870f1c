package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import dev.bookreel.transforms.manifest.Manifest;
import dev.bookreel.transforms.stream.TakeIn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Decides which deliveries may be published, and matches those dumps with their tables. */
final class Trusting {
  private final Lake lake;
  private final LakeTables tables;
  private final Stages stages;
  private final String run;
  private final Overrides overrides;
  private final QualityGate gate;

  Trusting(
      Lake lake,
      LakeTables tables,
      Stages stages,
      String run,
      Overrides overrides,
      QualityGate gate) {
    this.gate = gate;
    this.lake = lake;
    this.tables = tables;
    this.stages = stages;
    this.run = run;
    this.overrides = overrides;
  }

  /** Matches all dumps that may be applied; a source is accepted or refused as a whole. */
  Trusted run(Map<Dataset, Delivery> deliveries) {
    Map<Source, UserError> refusals = new LinkedHashMap<>();
    Map<Dataset, DumpOrder> orders = new HashMap<>();
    deliveries.forEach(
        (dataset, delivery) -> {
          settle(dataset);
          if (dataset.isFullDump()) {
            DumpOrder order = DumpOrder.of(delivery, tables.snapshot(dataset.table()), overrides);
            orders.put(dataset, order);
            order.refusal().ifPresent(error -> refusals.putIfAbsent(dataset.source(), error));
          }
        });
    Trusted inOrder =
        new Trusted(deliveries, orders, refusals, Trusted.NOTHING.manifest(), Map.of());
    gate.prepare(inOrder.accepted());
    Manifest manifest = new TrustDumps(lake, tables, run, gate).run(stages, inOrder.accepted());
    if (!overrides.shrink()) {
      for (Dataset dataset : inOrder.accepted().keySet()) {
        ShrinkGuard.check(
                dataset.name(),
                manifest.live(dataset.name()),
                manifest.tally(dataset.name()).deleted())
            .ifPresent(error -> refusals.putIfAbsent(dataset.source(), error));
      }
    }
    Trusted trusted = new Trusted(deliveries, orders, refusals, manifest, Map.of());
    for (Map.Entry<Dataset, Delivery> dump : inOrder.accepted().entrySet()) {
      // What the table holds already was judged when it came.
      if (dump.getKey().isFullDump() && !orders.get(dump.getKey()).isApplied()) {
        trusted =
            trusted.judged(dump.getKey(), gate.judge(dump.getKey(), dump.getValue(), manifest));
      }
    }
    return trusted;
  }

  /** The sessions among what was accepted. */
  StreamsDelivery streams(Map<Dataset, Delivery> accepted) {
    Dataset streams = Datasets.STREAMS;
    Delivery delivery = accepted.get(streams);
    if (delivery == null) {
      return StreamsDelivery.NONE;
    }
    boolean publishedBefore = StreamsOrder.holds(tables.snapshot(streams.table()), delivery);
    TakeIn takeIn = overrides.replay() ? TakeIn.NEW_ONLY : TakeIn.ALL;
    return new StreamsDelivery(
        RawRanges.of(lake, streams, delivery),
        delivery.records(),
        publishedBefore ? TakeIn.NOTHING : takeIn);
  }

  /** Asks the table what became of deliveries whose run died before it could note it. */
  private void settle(Dataset dataset) {
    if (lake.ownsRaw()) {
      new Settlement(lake).settle(dataset);
    }
  }
}
