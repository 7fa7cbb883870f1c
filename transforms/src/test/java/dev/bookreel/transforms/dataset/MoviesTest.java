package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.Parsing.assertRejected;
import static dev.bookreel.transforms.dataset.Parsing.csv;
import static dev.bookreel.transforms.dataset.Parsing.with;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.bookreel.transforms.parse.Rejected;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoviesTest {
  private static final Movies MOVIES = new Movies();
  private static final Map<String, String> MOVIE =
      Map.of(
          "title", "Große  Freiheit",
          "duration_mins", "116",
          "original_language", "German",
          "size_mb", "1333");

  @Test
  void aMovieIsTyped_andKeepsItsSpellingBesideItsKey() throws Rejected {
    DumpRow row = csv(MOVIES, MOVIE);

    assertThat(row.get("title"), is("Große  Freiheit"));
    assertThat(row.get("title_key"), is("grosse freiheit"));
    assertThat(row.get("duration_mins"), is(116));
    assertThat(row.get("original_language"), is("German"));
    assertThat(row.get("size_mb"), is(1333.0));
  }

  @Test
  void surroundingWhiteSpaceGoes_ofAnyScript() throws Rejected {
    assertThat(csv(MOVIES, with(MOVIE, "title", " \u00a0\u2003Rush\t")).get("title"), is("Rush"));
    assertThat(csv(MOVIES, with(MOVIE, "duration_mins", " 90 ")).get("duration_mins"), is(90));
  }

  @Test
  void aLanguageMayBeMissing() throws Rejected {
    assertThat(
        csv(MOVIES, with(MOVIE, "original_language", " ")).get("original_language"), nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "duration_mins", "size_mb"})
  void aBlankNeededColumn_isRejected(String column) {
    assertRejected(
        column + ".required",
        column + " is missing or blank.",
        () -> csv(MOVIES, with(MOVIE, column, " \u00a0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"135 min", "1.5", "ninety"})
  void aLengthThatIsNoWholeNumber_isRejected(String duration) {
    assertRejected(
        "duration_mins.number", () -> csv(MOVIES, with(MOVIE, "duration_mins", duration)));
  }

  @Test
  void aLengthBelowZero_isRejected() {
    assertRejected(
        "duration_mins.range",
        "duration_mins is -90, not a number from 0 to 2147483647",
        () -> csv(MOVIES, with(MOVIE, "duration_mins", "-90")));
  }

  @Test
  void aLengthOfNothing_isRejected() {
    assertRejected(
        "duration_mins.range",
        "duration_mins is 0, and a movie is longer.",
        () -> csv(MOVIES, with(MOVIE, "duration_mins", "0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "512 MB"})
  void aSizeThatIsNoNumber_isRejected(String size) {
    assertRejected("size_mb.number", () -> csv(MOVIES, with(MOVIE, "size_mb", size)));
  }

  @Test
  void aSizeBelowZero_isRejected() {
    assertRejected("size_mb.range", () -> csv(MOVIES, with(MOVIE, "size_mb", "-12")));
  }
}
