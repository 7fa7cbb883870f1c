package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.UserError;
import dev.bookreel.transforms.answer.Answer;
import java.util.List;

/**
 * The outcome of a run.
 *
 * @param run its id, from the date and the content of what was delivered
 * @param date that the run was for
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
    List<String> notes) {}
