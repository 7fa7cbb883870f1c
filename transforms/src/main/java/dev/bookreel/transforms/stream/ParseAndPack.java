package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.check.RangeReport;
import dev.bookreel.transforms.parallel.HeldByAll;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.RuleChecks;
import java.time.ZoneId;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Range → packed chunks by shard, and a report under a negative key. */
final class ParseAndPack extends DoFn<FileRange, KV<Long, byte[]>> {
  private static final long serialVersionUID = 1L;
  private final ShardPlan plan;
  private final String zone;
  private final PCollectionView<Iterable<Catalogue>> catalogue;
  private final RuleChecks checks;
  private final Counter records = Metrics.counter("bookreel", "records");
  private transient BusinessDays days;

  ParseAndPack(
      ShardPlan plan,
      String zone,
      PCollectionView<Iterable<Catalogue>> catalogue,
      RuleChecks checks) {
    this.catalogue = catalogue;
    this.plan = plan;
    this.zone = zone;
    this.checks = checks;
  }

  @Setup
  public void setUp() {
    days = new BusinessDays(ZoneId.of(zone));
  }

  @ProcessElement
  public void process(ProcessContext context) {
    FileRange range = context.element();
    try (CsvReader reader = CsvReader.open(range)) {
      StreamScatter scatter =
          new StreamScatter(
              range,
              plan,
              days,
              checks.rules(),
              HeldByAll.value(catalogue, context),
              checks.references(context),
              (key, chunk) -> context.output(KV.of(key, chunk)));
      RangeReport report = scatter.scatter(reader);
      records.inc(report.read());
      context.output(KV.of(report.key(range), report.encode()));
    }
  }
}
