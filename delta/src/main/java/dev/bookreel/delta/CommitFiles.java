package dev.bookreel.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Commits all files at once, also when there are none; the output has one element.
 *
 * <p>A commit that is tried again does nothing, because it carries a transaction. The user's, or
 * one that the run draws and shuffles before it commits: so it is the same for each attempt, and
 * another one when the pipeline runs another time.
 */
final class CommitFiles extends PTransform<PCollection<DataFile>, PCollection<CommitResult>> {
  private static final long serialVersionUID = 1L;
  private final RowsCommit commit;
  private final KV<String, Long> transaction;

  /**
   * Commits.
   *
   * @param transaction application and number; null to draw one
   */
  CommitFiles(RowsCommit commit, KV<String, Long> transaction) {
    this.commit = commit;
    this.transaction = transaction;
  }

  @Override
  public PCollection<CommitResult> expand(PCollection<DataFile> files) {
    PCollectionView<Iterable<DataFile>> all = files.apply("Collect", View.asIterable());
    PCollection<KV<String, Long>> transactions =
        transaction == null
            ? files
                .getPipeline()
                .apply("Start", Create.of(1L))
                .apply("Draw transaction", ParDo.of(new DrawTransaction()))
                .apply("Keep transaction", Reshuffle.viaRandomKey())
            : files.getPipeline().apply("Transaction", Create.of(transaction));
    return transactions
        .apply("Commit", ParDo.of(new CommitAll(commit, all)).withSideInputs(all))
        .setCoder(SerializableCoder.of(CommitResult.class));
  }

  private static final class DrawTransaction extends DoFn<Long, KV<String, Long>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Long number, OutputReceiver<KV<String, Long>> transactions) {
      transactions.output(KV.of("run-" + UUID.randomUUID(), number));
    }
  }

  private static final class CommitAll extends DoFn<KV<String, Long>, CommitResult> {
    private static final long serialVersionUID = 1L;
    private final RowsCommit commit;
    private final PCollectionView<Iterable<DataFile>> all;

    CommitAll(RowsCommit commit, PCollectionView<Iterable<DataFile>> all) {
      this.commit = commit;
      this.all = all;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Long> transaction,
        ProcessContext context,
        OutputReceiver<CommitResult> results) {
      List<DataFile> files = new ArrayList<>();
      context.sideInput(all).forEach(files::add);
      // Files of a commit that did nothing stay: they may be the very ones committed before.
      results.output(commit.commit(files, transaction.getKey(), transaction.getValue()));
    }
  }
}
