package dev.bookreel.pipelines.cli;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What the six questions are about. */
public interface QuestionOptions extends LakeOptions {
  @Description("Month of questions 3 and 6: YYYY-MM.")
  @Default.String("2021-12")
  String getMonth();

  void setMonth(String month);

  @Description("Film of question 2.")
  @Default.String("Unforgiven")
  String getFilm();

  void setFilm(String film);

  @Description("Begin of the window of question 2, in the business zone.")
  @Default.String("2021-12-25T07:00")
  String getWindowStart();

  void setWindowStart(String windowStart);

  @Description("End of the window of question 2, not included.")
  @Default.String("2021-12-25T12:00")
  String getWindowEnd();

  void setWindowEnd(String windowEnd);
}
