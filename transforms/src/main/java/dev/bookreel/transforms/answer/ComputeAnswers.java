package dev.bookreel.transforms.answer;

import dev.bookreel.transforms.parallel.EachInParallel;
import dev.bookreel.transforms.table.FileGroup;
import dev.bookreel.transforms.table.TableSource;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Answers the six questions, exactly, from {@code refined/streams}, {@code refined/daily_movies}
 * and {@code refined/movie_books}.
 *
 * <p>Output: one element, the six answers, or the bracket for another pass when the median does not
 * lie within the one that was given, or too many sizes do. An element on the way is a group of data
 * files or the summary of one, instead of a shuffle of rows.
 */
public final class ComputeAnswers extends PTransform<PBegin, PCollection<PassResult>> {
  private static final long serialVersionUID = 1L;
  private final TableSource streams;
  private final TableSource dailyMovies;
  private final TableSource movieBooks;
  private final Questions questions;
  private final Bracket bracket;

  private ComputeAnswers(
      TableSource streams,
      TableSource dailyMovies,
      TableSource movieBooks,
      Questions questions,
      Bracket bracket) {
    this.streams = streams;
    this.dailyMovies = dailyMovies;
    this.movieBooks = movieBooks;
    this.questions = questions;
    this.bracket = bracket;
  }

  /**
   * Answers these questions.
   *
   * @param streams {@code refined/streams}
   * @param dailyMovies {@code refined/daily_movies}
   * @param movieBooks {@code refined/movie_books}
   * @param bracket where the median of the sizes is looked for: {@link SizeSample#bracket} at
   *     first, then what the pass before tells
   */
  public static ComputeAnswers of(
      TableSource streams,
      TableSource dailyMovies,
      TableSource movieBooks,
      Questions questions,
      Bracket bracket) {
    return new ComputeAnswers(streams, dailyMovies, movieBooks, questions, bracket);
  }

  @Override
  public PCollection<PassResult> expand(PBegin begin) {
    List<FileGroup> groups = FileGroup.of(streams.files());
    return begin
        .apply("ListFiles", EachInParallel.of(groups, SerializableCoder.of(FileGroup.class)))
        .apply("SummarizeFiles", ParDo.of(new SummarizeFiles(streams, questions, bracket)))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(AnswerPart.class)))
        .apply("GroupByPart", GroupByKey.create())
        .apply("MergeParts", ParDo.of(new MergeParts()))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(AnswerPart.class)))
        .apply("GroupAll", GroupByKey.create())
        .apply("Answer", ParDo.of(new AnswerAll(dailyMovies, movieBooks, questions, bracket)))
        .setCoder(SerializableCoder.of(PassResult.class));
  }

  /** Files → their contribution, by part. */
  private static final class SummarizeFiles extends DoFn<FileGroup, KV<Integer, AnswerPart>> {
    private static final long serialVersionUID = 1L;
    private final TableSource streams;
    private final Questions questions;
    private final Bracket bracket;
    private final long rows;

    SummarizeFiles(TableSource streams, Questions questions, Bracket bracket) {
      this.streams = streams;
      this.questions = questions;
      this.bracket = bracket;
      this.rows = new FileGroup(streams.files()).rows();
    }

    @ProcessElement
    public void process(@Element FileGroup group, OutputReceiver<KV<Integer, AnswerPart>> out) {
      MedianCounter sizes = MedianCounter.forShare(bracket, group.rows(), rows);
      FilesSummary.of(streams, group.files(), questions, sizes)
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
      AnswerPart sum = AnswerPart.sum(parts.getValue());
      sum.countViewers();
      out.output(KV.of(0, sum));
    }
  }

  /** All parts → the answers. */
  private static final class AnswerAll extends DoFn<KV<Integer, Iterable<AnswerPart>>, PassResult> {
    private static final long serialVersionUID = 1L;
    private final TableSource dailyMovies;
    private final TableSource movieBooks;
    private final Questions questions;
    private final Bracket bracket;

    AnswerAll(
        TableSource dailyMovies, TableSource movieBooks, Questions questions, Bracket bracket) {
      this.dailyMovies = dailyMovies;
      this.movieBooks = movieBooks;
      this.questions = questions;
      this.bracket = bracket;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<AnswerPart>> parts, OutputReceiver<PassResult> out) {
      AnswerPart totals = AnswerPart.sum(parts.getValue());
      Optional<Bracket> next = totals.sizes().next(bracket);
      if (next.isPresent()) {
        out.output(new PassResult(List.of(), next.get()));
        return;
      }
      StreamedMovies movies =
          StreamedMovies.of(dailyMovies, movieBooks, questions, Questions.NATIONALITY);
      out.output(new PassResult(Answers.of(totals, movies, questions), null));
    }
  }
}
