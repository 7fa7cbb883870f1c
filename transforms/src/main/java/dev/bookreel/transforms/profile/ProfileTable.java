package dev.bookreel.transforms.profile;

import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableBiFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Tells what the columns of a table hold.
 *
 * <p>Output: one {@link TableProfile}. Two passes over the files, since a histogram's bins are
 * known only when the lowest and the highest value are; what travels is a summary a file. The
 * result does not depend on how rows are spread over files.
 */
public final class ProfileTable extends PTransform<PBegin, PCollection<TableProfile>> {
  private static final long serialVersionUID = 1L;
  private static final SerializableBiFunction<Parts, Parts, Parts> ADD_PARTS = Parts::plus;
  private static final SerializableBiFunction<Histograms, Histograms, Histograms> ADD_HISTOGRAMS =
      Histograms::plus;

  private final Table table;
  private final TableSource source;
  private final List<ProfiledColumn> columns;

  private ProfileTable(Table table, TableSource source) {
    this.table = table;
    this.source = source;
    this.columns = ProfiledColumn.of(table);
  }

  /** Looks at all columns of a table's latest versions. */
  public static ProfileTable of(Table table, TableSource source) {
    return new ProfileTable(table, source);
  }

  /** A part of each column. */
  private record Parts(List<ColumnPart> columns) implements Serializable {
    Parts plus(Parts other) {
      List<ColumnPart> sums = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        sums.add(columns.get(column).plus(other.columns.get(column)));
      }
      return new Parts(sums);
    }
  }

  /** A histogram of each column. */
  private record Histograms(List<Histogram> columns) implements Serializable {
    Histograms plus(Histograms other) {
      List<Histogram> sums = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        sums.add(columns.get(column).plus(other.columns.get(column)));
      }
      return new Histograms(sums);
    }
  }

  @Override
  public PCollection<TableProfile> expand(PBegin begin) {
    String history = ProfiledColumn.historyOf(table);
    PCollectionView<Parts> parts =
        begin
            .apply("ListFiles", files())
            .apply("Look", ParDo.of(new Look(source, columns, history)))
            .setCoder(SerializableCoder.of(Parts.class))
            .apply("AddParts", Combine.globally(ADD_PARTS).withoutDefaults())
            .apply("Parts", View.<Parts>asSingleton().withDefaultValue(none()));
    PCollectionView<Histograms> histograms =
        begin
            .apply("ListFilesAgain", files())
            .apply(
                "Count", ParDo.of(new Count(source, columns, history, parts)).withSideInputs(parts))
            .setCoder(SerializableCoder.of(Histograms.class))
            .apply("AddHistograms", Combine.globally(ADD_HISTOGRAMS).withoutDefaults())
            .apply(
                "Histograms",
                View.<Histograms>asSingleton().withDefaultValue(bins(columns, none())));
    return begin
        .apply("Once", Create.of("once").withCoder(StringUtf8Coder.of()))
        .apply(
            "Describe",
            ParDo.of(new Describe(table.name(), columns, parts, histograms))
                .withSideInputs(parts, histograms))
        .setCoder(SerializableCoder.of(TableProfile.class));
  }

  private EachInParallel<TableFile> files() {
    return EachInParallel.of(source.files(), SerializableCoder.of(TableFile.class));
  }

  private Parts none() {
    List<ColumnPart> parts = new ArrayList<>();
    columns.forEach(column -> parts.add(new ColumnCounter(column).part()));
    return new Parts(parts);
  }

  private static Histograms bins(List<ProfiledColumn> columns, Parts parts) {
    List<Histogram> bins = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      ColumnKind kind = columns.get(column).kind();
      ColumnPart part = parts.columns().get(column);
      bins.add(
          kind.isText() ? Histogram.NONE : Histogram.over(part.low(), part.high(), kind.isWhole()));
    }
    return new Histograms(bins);
  }

  /** The columns, and that of the history behind them. */
  private static List<String> names(List<ProfiledColumn> columns, String history) {
    List<String> names = new ArrayList<>(columns.stream().map(ProfiledColumn::name).toList());
    if (history != null) {
      names.add(history);
    }
    return names;
  }

  private static boolean isLatest(RowReader row, List<ProfiledColumn> columns, String history) {
    return history == null || row.isNull(columns.size());
  }

  private static final class Look extends DoFn<TableFile, Parts> {
    private static final long serialVersionUID = 1L;
    private final TableSource source;
    private final List<ProfiledColumn> columns;
    private final String history;

    Look(TableSource source, List<ProfiledColumn> columns, String history) {
      this.source = source;
      this.columns = columns;
      this.history = history;
    }

    @ProcessElement
    public void process(@Element TableFile file, OutputReceiver<Parts> out) {
      List<ColumnCounter> counters = columns.stream().map(ColumnCounter::new).toList();
      try (RowReader row = source.open(file, names(columns, history))) {
        while (row.next()) {
          if (isLatest(row, columns, history)) {
            for (int column = 0; column < counters.size(); column++) {
              counters.get(column).add(row, column);
            }
          }
        }
      }
      List<ColumnPart> parts = new ArrayList<>();
      counters.forEach(counter -> parts.add(counter.part()));
      out.output(new Parts(parts));
    }
  }

  private static final class Count extends DoFn<TableFile, Histograms> {
    private static final long serialVersionUID = 1L;
    private final TableSource source;
    private final List<ProfiledColumn> columns;
    private final String history;
    private final PCollectionView<Parts> parts;

    Count(
        TableSource source,
        List<ProfiledColumn> columns,
        String history,
        PCollectionView<Parts> parts) {
      this.source = source;
      this.columns = columns;
      this.history = history;
      this.parts = parts;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      List<Histogram> bins = bins(columns, context.sideInput(parts)).columns();
      List<ProfiledColumn> binned = new ArrayList<>();
      List<Histogram> counted = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        if (bins.get(column).bins() > 0) {
          binned.add(columns.get(column));
          counted.add(bins.get(column));
        }
      }
      try (RowReader row = source.open(context.element(), names(binned, history))) {
        while (!binned.isEmpty() && row.next()) {
          if (isLatest(row, binned, history)) {
            count(row, binned, counted);
          }
        }
      }
      context.output(new Histograms(bins));
    }

    private static void count(
        RowReader row, List<ProfiledColumn> columns, List<Histogram> histograms) {
      for (int column = 0; column < columns.size(); column++) {
        if (!row.isNull(column)) {
          ProfiledColumn profiled = columns.get(column);
          histograms.get(column).add(profiled.kind().read(row, column, profiled.isLong()));
        }
      }
    }
  }

  private static final class Describe extends DoFn<String, TableProfile> {
    private static final long serialVersionUID = 1L;
    private final String table;
    private final List<ProfiledColumn> columns;
    private final PCollectionView<Parts> parts;
    private final PCollectionView<Histograms> histograms;

    Describe(
        String table,
        List<ProfiledColumn> columns,
        PCollectionView<Parts> parts,
        PCollectionView<Histograms> histograms) {
      this.table = table;
      this.columns = columns;
      this.parts = parts;
      this.histograms = histograms;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      List<ColumnPart> found = context.sideInput(parts).columns();
      List<Histogram> bins = context.sideInput(histograms).columns();
      List<ColumnProfile> profiles = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        profiles.add(ColumnProfile.of(columns.get(column), found.get(column), bins.get(column)));
      }
      context.output(new TableProfile(table, found.get(0).rows(), profiles));
    }
  }
}
