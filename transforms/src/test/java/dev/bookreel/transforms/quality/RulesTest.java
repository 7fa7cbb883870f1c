package dev.bookreel.transforms.quality;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.dataset.Authors;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.quality.RuleResult.Outcome;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule type: passes, fails, at the threshold, on no rows, on nulls. */
class RulesTest {
  private static final RuleDay DAY =
      new RuleDay(LocalDate.of(2021, 12, 31), ZoneId.of("Europe/Madrid"));

  /** Of books: name, pages, author. */
  private static final List<DumpRow> BOOKS =
      List.of(
          book("It", 1000, "King"),
          book("Emma", 500, "Austen"),
          book("Éa 😀", 300, null),
          book("Emma", null, "austen"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          RowCount = 4                                             | PASSED  | 4
          RowCount > 4                                             | FAILED  | 4
          RowCount between 3 and 5                                 | PASSED  | 4
          RowCount between 4 and 5                                 | FAILED  | 4
          RowCount in [1, 4]                                       | PASSED  | 4
          RowCount not in [1, 4]                                   | FAILED  | 4
          RowCount >= (2 * 2)                                      | PASSED  | 4
          IsComplete "name"                                        | PASSED  | 1
          IsComplete "author"                                      | FAILED  | 0.75
          Completeness "author" >= 0.75                            | PASSED  | 0.75
          Completeness "author" > 0.75                             | FAILED  | 0.75
          IsUnique "name"                                          | FAILED  | 0.5
          IsUnique "author"                                        | PASSED  | 1
          Uniqueness "name" >= 0.5                                 | PASSED  | 0.5
          Uniqueness "name" > 0.5                                  | FAILED  | 0.5
          IsPrimaryKey "author"                                    | FAILED  | 1
          IsPrimaryKey "name" "author"                             | FAILED  | 1
          IsPrimaryKey "name" "author_key"                         | FAILED  | 1
          DistinctValuesCount "name" = 3                           | PASSED  | 3
          DistinctValuesCount "author" > 3                         | FAILED  | 3
          ColumnValues "pages" > 299                               | FAILED  | 0.75
          ColumnValues "pages" > 299 with threshold >= 0.75        | PASSED  | 0.75
          ColumnValues "pages" > 299 with threshold > 0.75         | FAILED  | 0.75
          ColumnValues "pages" != 500                              | FAILED  | 0.75
          ColumnValues "pages" != NULL                             | FAILED  | 0.75
          ColumnValues "pages" not in [1, 2]                       | PASSED  | 1
          ColumnValues "pages" not in [1, NULL]                    | FAILED  | 0.75
          ColumnValues "pages" in [300, 500, 1000, NULL]           | PASSED  | 1
          (ColumnValues "pages" > 299) or (ColumnValues "pages" = NULL) | PASSED | 1
          (IsComplete "name") and (ColumnValues "pages" > 300)     | FAILED  | 0.5
          (RowCount > 9) or (Mean "pages" = 600)                   | PASSED  |
          (RowCount > 9) and (Mean "pages" = 600)                  | FAILED  |
          ColumnValues "name" in ["It", "Emma", "Éa 😀"]           | PASSED  | 1
          ColumnValues "name" = "It"                               | FAILED  | 0.25
          ColumnValues "author" in ["King", "Austen", "austen", NULL] | PASSED | 1
          ColumnValues "author" != "King"                          | FAILED  | 0.75
          ColumnValues "name" matches "[A-Z].*" with threshold > 0.7 | PASSED | 0.75
          ColumnValues "name" not matches "I."                     | FAILED  | 0.75
          ColumnLength "name" between 1 and 5                      | PASSED  | 1
          ColumnLength "name" = 4                                  | FAILED  | 0.75
          ColumnLength "author" > 3                                | FAILED  | 0.75
          ColumnDataType "pages" = "Integer"                       | PASSED  |
          ColumnDataType "pages" = "Date"                          | FAILED  |
          ColumnDataType "name" = "Integer"                        | FAILED  | 0
          ReferentialIntegrity "author_key" "authors.name_key" = 1 | FAILED  | 0.5
          ReferentialIntegrity "author_key" "authors.name_key" >= 0.5 | PASSED | 0.5
          Mean "pages" = 600                                       | PASSED  | 600
          Mean "pages" > 600                                       | FAILED  | 600
          Sum "pages" = 1800                                       | PASSED  | 1800
          Sum "pages" < 1800                                       | FAILED  | 1800
          StandardDeviation "pages" between 294 and 295            | PASSED  | 294.392
          StandardDeviation "pages" < 294                          | FAILED  | 294.392
          ColumnExists "author"                                    | PASSED  |
          ColumnExists "publisher"                                 | FAILED  |
          ColumnCount = 3                                          | PASSED  | 3
          ColumnCount > 3                                          | FAILED  | 3
          CustomSql "select 7" = 7                                 | PASSED  | 7
          CustomSql "select 7" > 7                                 | FAILED  | 7
          """)
  void aRule_holdsOrNot(String rule, Outcome outcome, Double figure) {
    RuleResult result = judge("books", rule, BOOKS);
    assertThat(result.message(), result.outcome(), is(outcome));
    if (figure == null) {
      assertThat(result.figure() == null, is(true));
    } else {
      assertThat(result.figure(), closeTo(figure, 0.001));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          RowCount > 0                              | FAILED
          RowCount = 0                              | PASSED
          IsComplete "name"                         | PASSED
          ColumnValues "pages" > 3 with threshold > 0.9 | PASSED
          IsUnique "name"                           | PASSED
          IsPrimaryKey "name"                       | PASSED
          Completeness "name" > 0.9                 | SKIPPED
          Uniqueness "name" > 0.9                   | SKIPPED
          DistinctValuesCount "name" = 0            | PASSED
          Mean "pages" > 0                          | SKIPPED
          StandardDeviation "pages" > 0             | SKIPPED
          Sum "pages" = 0                           | PASSED
          ReferentialIntegrity "author_key" "authors.name_key" = 1 | PASSED
          """)
  void ofNoRows_somethingCanBeTold_andTheRestIsSkipped(String rule, Outcome outcome) {
    RuleResult result = judge("books", rule, List.of());
    assertThat(result.message(), result.outcome(), is(outcome));
    assertThat(result.records(), is(0L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ColumnValues "birth_date" > "1947-09-21"                 | FAILED
          ColumnValues "birth_date" >= "1947-09-21"                | PASSED
          ColumnValues "birth_date" between "1947-09-20" and now() | PASSED
          ColumnValues "birth_date" < (now() - 27132 days)         | FAILED
          ColumnValues "birth_date" < (now() - 27130 days)         | PASSED
          ColumnValues "died_at" = NULL                            | PASSED
          ColumnValues "died_at" > "1900-01-01"                    | FAILED
          ColumnValues "died_at" != "1900-01-01"                   | PASSED
          DataFreshness "birth_date" <= 27130 days                 | PASSED
          DataFreshness "birth_date" < 27130 days                  | FAILED
          DataFreshness "died_at" < 3 hours                        | FAILED
          """)
  void dates_areComparedWithTheDeliverysDate(String rule, Outcome outcome) {
    DumpRow king =
        new DumpRow(Authors.TABLE)
            .set("name", "King")
            .set("birth_date", (int) LocalDate.of(1947, 9, 21).toEpochDay());
    RuleResult result = judge("authors", rule, List.of(king));
    assertThat(result.message(), result.outcome(), is(outcome));
  }

  @Test
  void aRow_isTold_everyRuleForWhichItIsQuarantined() {
    RuleSet rules =
        read(
            "books",
            "ColumnValues \"pages\" > 600, IsComplete \"author\", IsComplete \"publisher\" with action ="
                + " \"warn\", ColumnLength \"name\" < 9");
    RuleChecker checker = new RuleChecker(rules, (probe, high, low) -> {});
    DumpRowValues values = new DumpRowValues(new References());
    assertThat(
        checker.check(values.of(BOOKS.get(2))).stream().map(Rule::name).toList(),
        contains("books.pages.ColumnValues", "books.author.IsComplete"));
    assertThat(checker.check(values.of(BOOKS.get(0))), is(empty()));
  }

  @Test
  void whatSeveralWorkersMeasure_isWhatOneDoes() {
    String rules =
        "Mean \"pages\" > 0, StandardDeviation \"pages\" > 0, IsUnique \"name\", Uniqueness \"author\" >"
            + " 0.1, Completeness \"author\" > 0, ColumnValues \"pages\" > 400 with action = \"warn\"";
    RuleSet read = read("books", rules);
    List<RuleResult> one = results(read, List.of(BOOKS));
    assertThat(
        results(read, List.of(BOOKS.subList(3, 4), BOOKS.subList(0, 2), BOOKS.subList(2, 3))),
        is(one));
    assertThat(one.get(0).figure(), is(600.0));
    assertThat(one.get(2).failed(), is(1L));
  }

  private static RuleResult judge(String dataset, String rule, List<DumpRow> rows) {
    return results(read(dataset, rule + withoutAction(rule)), List.of(rows)).get(0);
  }

  /** So that no row is quarantined, and all are measured. */
  private static String withoutAction(String rule) {
    return rule.startsWith("(") ? "" : " with action = \"warn\"";
  }

  private static RuleSet read(String dataset, String rules) {
    return RuleReader.read(Datasets.named(dataset), "Rules = [ " + rules + " ]", DAY);
  }

  private static List<RuleResult> results(RuleSet rules, List<List<DumpRow>> parts) {
    Map<Long, List<byte[]>> sent = new HashMap<>();
    Measures measures = Measures.NONE;
    References references = new References();
    new References.Lookup(references).add(0, List.of("king"));
    new References.Lookup(references).add(0, List.of("Nobody"));
    for (List<DumpRow> part : parts) {
      DistinctChunks distinct =
          new DistinctChunks(
              3, (key, chunk) -> sent.computeIfAbsent(key, k -> new ArrayList<>()).add(chunk));
      RuleChecker checker = new RuleChecker(rules, distinct);
      DumpRowValues values = new DumpRowValues(references);
      for (DumpRow row : part) {
        checker.check(values.of(row));
        checker.measure(values.of(row));
      }
      distinct.finish();
      measures = measures.plus(checker.measures());
    }
    for (List<byte[]> chunks : sent.values()) {
      measures = measures.plus(DistinctChunks.count(chunks));
    }
    return new Judge(rules, measures, Set.of("name", "pages", "author"), sql -> 7.0).results();
  }

  private static DumpRow book(String name, Integer pages, String author) {
    return new DumpRow(Datasets.named("books").table())
        .set("name", name)
        .set("pages", pages)
        .set("author", author)
        .set("author_key", author);
  }
}
