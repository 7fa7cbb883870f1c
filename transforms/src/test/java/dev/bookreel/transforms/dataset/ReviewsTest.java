package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.Parsing.assertRejected;
import static dev.bookreel.transforms.dataset.Parsing.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.bookreel.transforms.parse.Rejected;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewsTest {
  private static final Reviews REVIEWS = new Reviews();
  private static final String CREATED = "'created':'2021-12-25T14:27:16.273+0100'";
  private static final String ONE_BOOK = "'books':[{'metadata':{'title':'VANITY FAIR'}}]";
  private static final String ONE_MOVIE = "'movies':[{'title':'RUSH'}]";

  private static List<DumpRow> review(String... fields) throws Rejected {
    return json(REVIEWS, "{" + String.join(",", fields) + "}");
  }

  private static List<String> pairs(List<DumpRow> rows) {
    return rows.stream().map(row -> row.get("movie_title") + "|" + row.get("book_name")).toList();
  }

  private static long micros(String instant) {
    return Instant.parse(instant).toEpochMilli() * 1000;
  }

  @Test
  void aReviewIsTyped_andUpdatedMayBeBeforeCreated() throws Rejected {
    DumpRow row =
        review(
                "'content':{'text':' Lorem. '}",
                "'rating':{'rate':4,'label':'FOUR'}",
                "'books':[{'id':null,'metadata':{'title':'VANITY FAIR','pages':'unknown'}}]",
                "'movies':[{'id':0,'title':'RUSH'},{'id':0,'title':'end'}]",
                "'updated':'2021-12-01T00:00:00Z'",
                CREATED)
            .get(0);

    assertThat(row.get("movie_title"), is("RUSH"));
    assertThat(row.get("movie_key"), is("rush"));
    assertThat(row.get("book_name"), is("VANITY FAIR"));
    assertThat(row.get("book_key"), is("vanity fair"));
    assertThat(row.get("rate"), is(4));
    assertThat(row.get("label"), is("FOUR"));
    assertThat(row.get("text"), is("Lorem."));
    assertThat(row.get("created_at"), is(micros("2021-12-25T13:27:16.273Z")));
    assertThat(row.get("updated_at"), is(micros("2021-12-01T00:00:00Z")));
  }

  @Test
  void aReviewOfSeveralMoviesAndBooks_isARowForEachPair() throws Rejected {
    List<DumpRow> rows =
        review(
            "'movies':[{'title':'A'},{'title':'B'}]",
            "'books':[{'metadata':{'title':'C'}},{'metadata':{'title':'D'}}]",
            CREATED);

    assertThat(pairs(rows), containsInAnyOrder("A|C", "A|D", "B|C", "B|D"));
  }

  @Test
  void aMovieNamedTwice_isOne() throws Rejected {
    List<DumpRow> rows = review("'movies':[{'title':'Rush'},{'title':'RUSH'}]", ONE_BOOK, CREATED);

    assertThat(pairs(rows), contains("Rush|VANITY FAIR"));
  }

  @Test
  void theSentinelIsSpelledExactlySo_andAnyOtherEndIsAMovie() throws Rejected {
    List<DumpRow> rows = review("'movies':[{'title':'end'},{'title':'END'}]", ONE_BOOK, CREATED);

    assertThat(pairs(rows), contains("END|VANITY FAIR"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "[{'title':'end'}]", "[{'title':' '}]", "[{}]"})
  void aReviewOfNoMovie_isRejected(String movies) {
    assertRejected(
        "movies.required",
        "The review names no movies.",
        () -> review("'movies':" + movies, ONE_BOOK, CREATED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "[{}]", "[{'metadata':{'title':null}}]"})
  void aReviewOfNoBook_isRejected(String books) {
    assertRejected(
        "books.required",
        "The review names no books.",
        () -> review("'books':" + books, ONE_MOVIE, CREATED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{'rate':null}"})
  void aReviewNeedsNoRate(String rating) throws Rejected {
    DumpRow row = review("'rating':" + rating, ONE_MOVIE, ONE_BOOK, CREATED).get(0);

    assertThat(row.get("rate"), nullValue());
    assertThat(row.get("text"), nullValue());
    assertThat(row.get("updated_at"), nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "6"})
  void aRateOutsideTheScale_isRejected(String rate) {
    assertRejected(
        "rating.range",
        "rating is " + rate + ", not from 1 to 5.",
        () -> review("'rating':{'rate':" + rate + "}", ONE_MOVIE, ONE_BOOK, CREATED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "'3'", "3.0", "0.3e1"})
  void aRateMayBeQuoted_andWrittenAsAFraction(String rate) throws Rejected {
    DumpRow row = review("'rating':{'rate':" + rate + "}", ONE_MOVIE, ONE_BOOK, CREATED).get(0);

    assertThat(row.get("rate"), is(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'good'", "3.5", "'3.0'"})
  void aRateThatIsNoWholeNumber_isRejected(String rate) {
    assertRejected(
        "rating.number",
        () -> review("'rating':{'rate':" + rate + "}", ONE_MOVIE, ONE_BOOK, CREATED));
  }

  @Test
  void aReviewNeedsToSayWhenItWasWritten() {
    assertRejected(
        "created_at.required",
        "created_at is missing or blank.",
        () -> review(ONE_MOVIE, ONE_BOOK));
    assertRejected(
        "created_at.instant",
        () -> review(ONE_MOVIE, ONE_BOOK, "'created':'2021-12-32T10:00:00.000+0100'"));
  }
}
