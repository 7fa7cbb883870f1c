package dev.bookreel.pipelines.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.Commit;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.answer.Answer;
import dev.bookreel.transforms.answer.Bracket;
import dev.bookreel.transforms.answer.ComputeAnswers;
import dev.bookreel.transforms.answer.PassResult;
import dev.bookreel.transforms.answer.Questions;
import dev.bookreel.transforms.answer.SizeSample;
import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import dev.bookreel.transforms.table.WrittenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.ParDo;

/** The stage that answers the six questions from the refined tables. */
final class AnswerQuestions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Lake lake;
  private final LakeTables tables;
  private final String run;

  AnswerQuestions(Lake lake, LakeTables tables, String run) {
    this.lake = lake;
    this.tables = tables;
    this.run = run;
  }

  /** Computes the answers; stores nothing. */
  List<Answer> run(Stages stages, Questions questions) {
    Bracket sizes = SizeSample.bracket(tables.source(Tables.REFINED_STREAMS));
    PassResult result = pass(stages, questions, sizes);
    while (result.next() != null) {
      result = pass(stages, questions, result.next());
    }
    return result.answers();
  }

  private PassResult pass(Stages stages, Questions questions, Bracket sizes) {
    ResultFile file = new ResultFile(lake, run, "answers");
    stages.run(
        "answering",
        0,
        pipeline ->
            pipeline
                .apply(
                    "ComputeAnswers",
                    ComputeAnswers.of(
                        tables.source(Tables.REFINED_STREAMS),
                        tables.source(Tables.DAILY_MOVIES),
                        tables.source(Tables.MOVIE_BOOKS),
                        questions,
                        sizes))
                .apply("WriteAnswers", ParDo.of(new WriteResult<>(file))));
    try {
      return JSON.readValue(file.read(), PassResult.class);
    } catch (IOException e) {
      throw UserError.failure("cannot understand the answers", e.toString(), "Run again", e);
    }
  }

  /**
   * Answers, and keeps the answers in {@code refined/answers} when these are the default questions.
   * What was answered already from the same refined tables is read, not computed again.
   */
  List<Answer> answerAndStore(Stages stages, Questions questions) {
    boolean defaults = questions.equals(Questions.defaults(lake.zone()));
    // Before the tables that are asked: whoever answers meanwhile knows more.
    long before = tables.version(Tables.ANSWERS);
    Optional<BuiltFrom> refined =
        BuiltFrom.of(lake.table(Tables.DAILY_MOVIES), tables.version(Tables.DAILY_MOVIES));
    if (defaults
        && refined.isPresent()
        && refined.equals(BuiltFrom.of(lake.table(Tables.ANSWERS), before))) {
      return stored();
    }
    List<Answer> answers = run(stages, questions);
    if (defaults) {
      Commit commit = Commit.replace(LakeTables.dataFiles(List.of(write(answers)))).exclusively();
      tables.commit(Tables.ANSWERS, refined.map(built -> built.tell(commit)).orElse(commit));
    }
    return answers;
  }

  private WrittenFile write(List<Answer> answers) {
    RowWriter row = tables.sink(Tables.ANSWERS).open(Map.of());
    for (Answer answer : answers) {
      row.setInt(0, answer.number());
      row.setString(1, answer.question());
      if (answer.value() != null) {
        row.setDouble(2, answer.value());
      }
      row.setString(3, answer.unit());
      row.endRow();
    }
    return row.finish();
  }

  private List<Answer> stored() {
    TableSource table = tables.source(Tables.ANSWERS);
    List<Answer> answers = new ArrayList<>();
    for (TableFile file : table.files()) {
      try (RowReader row = table.open(file, Tables.ANSWERS.schema().getFieldNames())) {
        while (row.next()) {
          Double value = row.isNull(2) ? null : row.getDouble(2);
          answers.add(new Answer(row.getInt(0), row.getString(1), value, row.getString(3)));
        }
      }
    }
    return answers.stream().sorted(Comparator.comparing(Answer::number)).toList();
  }
}
