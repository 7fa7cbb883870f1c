package dev.bookreel.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.delta.Commit;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.answer.Answer;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.RowWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the Direct runner, over sessions that were not brought in by a run. */
class AnswerQuestionsTest {
  private static final int MEDIAN = 4;
  private static final int SESSIONS = 140_001;
  @TempDir Path folder;
  private final Stages said = new Stages(PipelineOptionsFactory.create(), new Said());
  private final List<String> passes = new ArrayList<>();
  private Lake lake;

  @BeforeEach
  void aLake() {
    lake = Lake.openOrCreate(folder.resolve("lake").toString(), ZoneOffset.UTC);
  }

  @Test
  void whereAFewSessionsTellTheMedian_onePassIsEnough() {
    // 7,919 has no factor in common with 140,001: the first rows are spread like all.
    sessions(i -> (int) (i * 7919L % SESSIONS));
    assertThat(answers().get(MEDIAN).value(), is(70.0));
    assertThat(passes, is(List.of("answering")));
  }

  @Test
  void whereTheyAreUnlikeTheOthers_theMedianIsFoundByAnotherPass() {
    sessions(i -> i);
    assertThat(answers().get(MEDIAN).value(), is(70.0));
    assertThat(passes, is(List.of("answering", "answering")));
  }

  @Test
  void aLakeWithoutSessions_hasSixAnswersInOnePass() {
    List<Answer> answers = answers();
    assertThat(answers.stream().map(Answer::number).toList(), is(List.of(1, 2, 3, 4, 5, 6)));
    assertThat(answers.get(MEDIAN).value() == null, is(true));
    assertThat(passes, is(List.of("answering")));
  }

  private List<Answer> answers() {
    return new AnswerQuestions(lake, tables(), "run").run(said, Questions.defaults(ZoneOffset.UTC));
  }

  private void sessions(IntUnaryOperator size) {
    RowWriter row = tables().sink(Tables.REFINED_STREAMS).open(Map.of("start_date", "2021-11-01"));
    for (int i = 0; i < SESSIONS; i++) {
      row.setString(0, "Up");
      row.setString(1, "up");
      row.setString(2, "a@x.org");
      row.setDouble(3, size.applyAsInt(i));
      row.setLong(4, 0);
      row.setLong(5, 1);
      row.setDouble(6, 1e-6);
      row.setBoolean(9, false);
      row.setBoolean(10, false);
      row.setBoolean(11, false);
      row.endRow();
    }
    tables()
        .commit(
            Tables.REFINED_STREAMS, Commit.replace(LakeTables.dataFiles(List.of(row.finish()))));
  }

  private LakeTables tables() {
    return new LakeTables(lake, "run", null);
  }

  private final class Said implements Progress {
    @Override
    public void say(String what) {
      passes.add(what);
    }

    @Override
    public void update(String stage, long records, long total, double seconds) {}

    @Override
    public void done(String stage, long records, double seconds) {}

    @Override
    public void failed() {}
  }
}
