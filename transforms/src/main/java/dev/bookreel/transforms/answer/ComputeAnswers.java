package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Answers the six questions, exactly, from {@code refined/streams}, {@code refined/daily_movies}
 * and {@code refined/movie_books}.
 *
 * <p>Output: one element, the list of the six {@link Answer}s in order. An element on the way is a
 * whole data file or the summary of one: a pass over times and sizes, one over the viewers of a few
 * days, and one or more over the sizes for the median, instead of a shuffle of rows.
 */
public final class ComputeAnswers extends PTransform<PBegin, PCollection<List<Answer>>> {
  private static final long serialVersionUID = 1L;
  private final TableSource streams;
  private final TableSource dailyMovies;
  private final TableSource movieBooks;
  private final Questions questions;

  private ComputeAnswers(
      TableSource streams, TableSource dailyMovies, TableSource movieBooks, Questions questions) {
    this.streams = streams;
    this.dailyMovies = dailyMovies;
    this.movieBooks = movieBooks;
    this.questions = questions;
  }

  /**
   * Answers these questions.
   *
   * @param streams {@code refined/streams}
   * @param dailyMovies {@code refined/daily_movies}
   * @param movieBooks {@code refined/movie_books}
   */
  public static ComputeAnswers of(
      TableSource streams, TableSource dailyMovies, TableSource movieBooks, Questions questions) {
    return new ComputeAnswers(streams, dailyMovies, movieBooks, questions);
  }

  @Override
  public PCollection<List<Answer>> expand(PBegin begin) {
    PCollection<AnswerPart> summed =
        begin
            .apply("ListFiles", files())
            .apply("SummarizeFiles", ParDo.of(new SummarizeFile(streams, questions)))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(AnswerPart.class)))
            .apply("GroupByPart", GroupByKey.create())
            .apply("MergeParts", ParDo.of(new MergeParts()))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(AnswerPart.class)))
            .apply("GroupAll", GroupByKey.create())
            .apply("MergeAll", ParDo.of(new MergeAll()))
            .setCoder(SerializableCoder.of(AnswerPart.class));
    PCollectionView<Double> median = median(begin, summed);
    PCollectionView<AnswerPart> totals =
        summed.apply("Totals", View.<AnswerPart>asSingleton().withDefaultValue(new AnswerPart()));
    return begin
        .apply("Once", Create.of("once").withCoder(StringUtf8Coder.of()))
        .apply(
            "Answer",
            ParDo.of(new AnswerAll(dailyMovies, movieBooks, questions, totals, median))
                .withSideInputs(totals, median))
        .setCoder(ListCoder.of(SerializableCoder.of(Answer.class)));
  }

  private PCollectionView<Double> median(PBegin begin, PCollection<AnswerPart> summed) {
    PCollection<MedianSearch> search =
        summed
            .apply("TakeSizes", ParDo.of(new TakeSizes()))
            .setCoder(SerializableCoder.of(MedianSearch.class));
    for (int pass = 2; pass <= MedianSearch.PASSES; pass++) {
      PCollectionView<MedianSearch> before =
          search.apply(
              "PassView" + pass,
              View.<MedianSearch>asSingleton().withDefaultValue(MedianSearch.begin()));
      search = searchOnce(begin, before, pass);
    }
    return search
        .apply("TakeMedian", ParDo.of(new TakeMedian()))
        .apply("Median", View.<Double>asSingleton().withDefaultValue(Double.NaN));
  }

  private PCollection<MedianSearch> searchOnce(
      PBegin begin, PCollectionView<MedianSearch> search, int pass) {
    return begin
        .apply("ListFiles" + pass, files())
        .apply(
            "CountSizes" + pass, ParDo.of(new CountSizes(streams, search)).withSideInputs(search))
        .setCoder(KvCoder.of(VarIntCoder.of(), MapCoder.of(VarLongCoder.of(), VarLongCoder.of())))
        .apply("GroupCounts" + pass, GroupByKey.create())
        .apply("NarrowDown" + pass, ParDo.of(new NarrowDown(search)).withSideInputs(search))
        .setCoder(SerializableCoder.of(MedianSearch.class));
  }

  private EachInParallel<TableFile> files() {
    return EachInParallel.of(streams.files(), SerializableCoder.of(TableFile.class));
  }

  /** File → its contribution, by part. */
  private static final class SummarizeFile extends DoFn<TableFile, KV<Integer, AnswerPart>> {
    private static final long serialVersionUID = 1L;
    private final TableSource streams;
    private final Questions questions;

    SummarizeFile(TableSource streams, Questions questions) {
      this.streams = streams;
      this.questions = questions;
    }

    @ProcessElement
    public void process(@Element TableFile file, OutputReceiver<KV<Integer, AnswerPart>> out) {
      FileSummary.of(streams, file, questions)
          .forEach((part, summary) -> out.output(KV.of(part, summary)));
    }
  }

  /** Contributions to one part → their sum, under the one key. */
  private static final class MergeParts
      extends DoFn<KV<Integer, Iterable<AnswerPart>>, KV<Integer, AnswerPart>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<AnswerPart>> parts,
        OutputReceiver<KV<Integer, AnswerPart>> out) {
      AnswerPart sum = new AnswerPart();
      parts.getValue().forEach(sum::add);
      sum.countViewers();
      out.output(KV.of(0, sum));
    }
  }

  private static final class MergeAll extends DoFn<KV<Integer, Iterable<AnswerPart>>, AnswerPart> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<AnswerPart>> parts, OutputReceiver<AnswerPart> out) {
      AnswerPart sum = new AnswerPart();
      parts.getValue().forEach(sum::add);
      out.output(sum);
    }
  }

  private static final class TakeSizes extends DoFn<AnswerPart, MedianSearch> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element AnswerPart totals, OutputReceiver<MedianSearch> out) {
      out.output(totals.sizes());
    }
  }

  /** File → how many of its sizes have which next bits. */
  private static final class CountSizes extends DoFn<TableFile, KV<Integer, Map<Long, Long>>> {
    private static final long serialVersionUID = 1L;
    private final TableSource streams;
    private final PCollectionView<MedianSearch> search;

    CountSizes(TableSource streams, PCollectionView<MedianSearch> search) {
      this.streams = streams;
      this.search = search;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (context.sideInput(search).isFound()) {
        context.output(KV.of(0, Map.of()));
        return;
      }
      MedianSearch.Counts counts = context.sideInput(search).newCounts();
      try (RowReader rows = streams.open(context.element(), List.of("size_mb"))) {
        while (rows.next()) {
          counts.add(rows.getDouble(0));
        }
      }
      context.output(KV.of(0, counts.byPrefix()));
    }
  }

  private static final class NarrowDown
      extends DoFn<KV<Integer, Iterable<Map<Long, Long>>>, MedianSearch> {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<MedianSearch> search;

    NarrowDown(PCollectionView<MedianSearch> search) {
      this.search = search;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Map<Long, Long> all = new HashMap<>();
      for (Map<Long, Long> part : context.element().getValue()) {
        part.forEach((prefix, count) -> all.merge(prefix, count, Long::sum));
      }
      context.output(context.sideInput(search).after(all));
    }
  }

  private static final class TakeMedian extends DoFn<MedianSearch, Double> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element MedianSearch search, OutputReceiver<Double> out) {
      Double median = search.median();
      if (median != null) {
        out.output(median);
      }
    }
  }

  private static final class AnswerAll extends DoFn<String, List<Answer>> {
    private static final long serialVersionUID = 1L;
    private final TableSource dailyMovies;
    private final TableSource movieBooks;
    private final Questions questions;
    private final PCollectionView<AnswerPart> totals;
    private final PCollectionView<Double> median;

    AnswerAll(
        TableSource dailyMovies,
        TableSource movieBooks,
        Questions questions,
        PCollectionView<AnswerPart> totals,
        PCollectionView<Double> median) {
      this.dailyMovies = dailyMovies;
      this.movieBooks = movieBooks;
      this.questions = questions;
      this.totals = totals;
      this.median = median;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Double middle = context.sideInput(median);
      StreamedMovies movies =
          StreamedMovies.of(dailyMovies, movieBooks, questions, Questions.NATIONALITY);
      context.output(
          Answers.of(context.sideInput(totals), movies, middle.isNaN() ? null : middle, questions));
    }
  }
}
