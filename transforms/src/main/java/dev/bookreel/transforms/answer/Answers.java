package dev.bookreel.transforms.answer;

import java.util.List;

/** Puts the figures into the six answers. */
final class Answers {
  private static final double MEGABYTES_A_GIGABYTE = 1000;

  private Answers() {}

  /**
   * The six answers, in order.
   *
   * @param totals over all sessions, by which the median size is known
   * @param movies that were streamed
   */
  static List<Answer> of(AnswerPart totals, StreamedMovies movies, Questions questions) {
    Double medianMb = totals.sizes().median();
    return List.of(
        new Answer(
            1,
            "What percentage of the streamed movies are based on books?",
            movies.percentBasedOnBooks(),
            "percent"),
        new Answer(
            2,
            "How many users were watching \""
                + questions.film()
                + "\" while its file was corrupted?",
            totals.affectedViewers(),
            "users"),
        new Answer(
            3,
            "How many movies based on books by Singaporean authors were streamed in "
                + questions.month()
                + "?",
            movies.byAuthorsInMonth(),
            "movies"),
        new Answer(
            4, "What is the average streaming duration?", totals.meanWatchSeconds(), "seconds"),
        new Answer(
            5,
            "What is the median streaming size?",
            medianMb == null ? null : medianMb / MEGABYTES_A_GIGABYTE,
            "gigabytes"),
        new Answer(
            6,
            "How many users watched at least 50 % of any movie in the last week of "
                + questions.month()
                + "?",
            totals.halfWatchers(),
            "users"));
  }
}
