package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.transforms.answer.Answer;
import java.time.LocalDate;
import java.util.List;

/**
 * The outcome of a run.
 *
 * @param run its id, from the date and the content of what was delivered; null when nothing landed
 * @param date that the run was for; null when it was for none
 * @param published whether everything that was delivered was published
 * @param datasets those that were delivered, in order
 * @param answers to the six questions; empty when they were not asked
 * @param refusals one for each source that was refused
 * @param notes what people should know besides
 */
public record RunSummary(
    String run,
    String date,
    boolean published,
    List<DatasetSummary> datasets,
    List<Answer> answers,
    List<UserError> refusals,
    List<String> notes) {

  /** The outcome of a run of which nothing was published. */
  public static RunSummary failed(String run, LocalDate date, List<UserError> refusals) {
    return new RunSummary(
        run,
        date == null ? null : date.toString(),
        false,
        List.of(),
        List.of(),
        refusals,
        List.of());
  }
}
