package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.Parsing.assertRejected;
import static dev.bookreel.transforms.dataset.Parsing.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.bookreel.transforms.parse.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooksTest {
  private static final Books BOOKS = new Books();

  private static DumpRow withPages(String pages) throws Rejected {
    return json(BOOKS, "{'name':'X','pages':" + pages + "}").get(0);
  }

  @Test
  void aBookIsTyped() throws Rejected {
    DumpRow row =
        json(
                BOOKS,
                "{'name':'Straße ohne Ende','pages':521,'author':'RUTH WEISS','publisher':'Tor'}")
            .get(0);

    assertThat(row.get("name"), is("Straße ohne Ende"));
    assertThat(row.get("name_key"), is("strasse ohne ende"));
    assertThat(row.get("pages"), is(521));
    assertThat(row.get("author"), is("RUTH WEISS"));
    assertThat(row.get("author_key"), is("ruth weiss"));
    assertThat(row.get("publisher"), is("Tor"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1984", "1e400", "1.00000000000000000001", "1.00000000000000000002"})
  void aNameMayBeANumber(String number) throws Rejected {
    assertThat(json(BOOKS, "{'name':" + number + "}").get(0).get("name"), is(number));
  }

  @Test
  void aBookNeedsNoAuthor() throws Rejected {
    DumpRow row = json(BOOKS, "{'name':'X','author':' '}").get(0);

    assertThat(row.get("author"), nullValue());
    assertThat(row.get("author_key"), nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'unknown'"})
  void pagesMayBeUnknown(String pages) throws Rejected {
    assertThat(withPages(pages).get("pages"), nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"300", "'300'", "300.0", "3e2", "30000E-2"})
  void pagesMayBeQuoted_andWrittenAsAFraction(String pages) throws Rejected {
    assertThat(withPages(pages).get("pages"), is(300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'300 pages'", "30.5", "'300.0'", "'many'", "true", "1e-2", "1e99999"})
  void pagesThatAreNoWholeNumber_areRejected(String pages) {
    assertRejected("pages.number", () -> withPages(pages));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-1.0", "2147483648", "1e40", "1e999"})
  void pagesThatAreTooManyOrTooFew_areRejected(String pages) {
    assertRejected("pages.range", () -> withPages(pages));
  }

  @Test
  void aBookWithoutName_isRejected() {
    assertRejected("name.required", "name is missing or blank.", () -> json(BOOKS, "{'pages':1}"));
  }
}
