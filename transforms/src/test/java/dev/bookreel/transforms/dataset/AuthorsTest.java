package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.Parsing.assertRejected;
import static dev.bookreel.transforms.dataset.Parsing.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.bookreel.transforms.parse.Rejected;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorsTest {
  private static final Authors AUTHORS = new Authors();

  private static DumpRow author(String metadata, String nationalities) throws Rejected {
    return json(AUTHORS, "{'metadata':{" + metadata + "},'nationalities':" + nationalities + "}")
        .get(0);
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  @Test
  void anAuthorIsTyped() throws Rejected {
    DumpRow row =
        author(
            "'name':'Ruth Weiß','birth_date':'1940-09-13T00:00:00.000+0000','died_at':null",
            "[{'id':null,'label':'Germans','slug':'germans'}]");

    assertThat(row.get("name"), is("Ruth Weiß"));
    assertThat(row.get("name_key"), is("ruth weiss"));
    assertThat(row.get("birth_date"), is(day("1940-09-13")));
    assertThat(row.get("died_at"), nullValue());
    assertThat(row.get("nationalities"), is(List.of("germans")));
  }

  @Test
  void datesAreTakenInTheirOwnOffset_andMayBeInTheFuture() throws Rejected {
    DumpRow row =
        author(
            "'name':'X','birth_date':'1958-05-19T00:00:00.000+0300',"
                + "'died_at':'2051-12-31T23:59:59.000-0800'",
            "[]");

    assertThat(row.get("birth_date"), is(day("1958-05-19")));
    assertThat(row.get("died_at"), is(day("2051-12-31")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'slug':'turks'},{'slug':null},{'slug':'greeks'}]",
        "[{'slug':' '},{'slug':'greeks'},{'slug':'turks'}]",
        "[null,{'slug':' turks '},{'slug':'greeks'},{'slug':'greeks'},{'label':'X'}]"
      })
  void blankNationalitiesGo_andOrderMeansNothing(String nationalities) throws Rejected {
    assertThat(
        author("'name':'X'", nationalities).get("nationalities"), is(List.of("greeks", "turks")));
  }

  @Test
  void nationalitiesMayBeMissing() throws Rejected {
    assertThat(author("'name':'X'", "null").get("nationalities"), is(List.of()));
    assertThat(
        json(AUTHORS, "{'metadata':{'name':'X'}}").get(0).get("nationalities"), is(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'metadata':null}", "{'metadata':{'name':' '}}"})
  void anAuthorWithoutName_isRejected(String record) {
    assertRejected("name.required", "name is missing or blank.", () -> json(AUTHORS, record));
  }

  @Test
  void aDateThatDoesNotExist_isRejected() {
    assertRejected(
        "birth_date.date",
        () -> author("'name':'X','birth_date':'1990-02-30T00:00:00.000+0000'", "[]"));
  }

  @Test
  void fieldsOfAnotherKind_areRejected() {
    assertRejected(
        "metadata.object",
        "metadata holds a text, not an object.",
        () -> json(AUTHORS, "{'metadata':'X'}"));
    assertRejected(
        "name.text", "name is an array, not a text.", () -> author("'name':['X']", "[]"));
    assertRejected(
        "nationalities.array",
        "nationalities is an object, not an array.",
        () -> author("'name':'X'", "{}"));
    assertRejected(
        "nationalities.object",
        "nationalities holds a number, not an object.",
        () -> author("'name':'X'", "[1]"));
  }

  @Test
  void halfOfASurrogatePair_isRejected() {
    assertRejected(
        "name.text",
        "name holds half of a surrogate pair.",
        () -> author("'name':'X\\ud83d'", "[]"));
  }
}
