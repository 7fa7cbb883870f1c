package dev.bookreel.transforms.quality;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.transforms.dataset.Datasets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {
  private static final RuleDay DAY =
      new RuleDay(LocalDate.of(2021, 12, 31), ZoneId.of("Europe/Madrid"));

  @Test
  void aRule_hasANameATextAndAnAction() {
    Rule rule =
        read("Rules = [ ColumnValues \"duration_mins\" between 0 and 1001 with action = \"warn\" ]")
            .rules()
            .get(0);
    assertThat(rule.name(), is("movies.duration_mins.ColumnValues"));
    assertThat(rule.text(), is("ColumnValues \"duration_mins\" between 0 and 1001"));
    assertThat(rule.type(), is("ColumnValues"));
    assertThat(rule.column(), is("duration_mins"));
    assertThat(rule.action(), is(Action.WARN));
    assertThat(rule.expected(), is("between 0 and 1001"));
  }

  @Test
  void anEmptyList_isNoRules() {
    assertThat(read("# nothing # yet\nRules = [\n # none\n]\n").rules(), is(List.of()));
  }

  @Test
  void withoutAnAction_aRuleAboutRowsQuarantines_andOneAboutTheDatasetRefuses() {
    RuleSet rules =
        read(
            "Rules = [ IsComplete \"title\", RowCount > 0, IsUnique \"title\","
                + " ReferentialIntegrity \"title_key\" \"books.name_key\" > 0.5 ]");
    assertThat(
        rules.rules().stream().map(Rule::action).toList(),
        contains(Action.QUARANTINE, Action.REFUSE, Action.REFUSE, Action.REFUSE));
  }

  @Test
  void rulesOfTheSameName_areNumbered() {
    RuleSet rules =
        read(
            "Rules = [ ColumnValues \"size_mb\" > 0, ColumnValues \"size_mb\" < 9, IsComplete \"title\" ]");
    assertThat(
        rules.rules().stream().map(Rule::name).toList(),
        contains(
            "movies.size_mb.ColumnValues",
            "movies.size_mb.ColumnValues.2",
            "movies.title.IsComplete"));
  }

  @Test
  void joinedRules_areOneRule_withTheActionThatAnyNames() {
    Rule rule =
        read("Rules = [ (ColumnValues \"size_mb\" = NULL) or (ColumnValues \"size_mb\" > 0 with"
                + " action = \"quarantine\") ]")
            .rules()
            .get(0);
    assertThat(rule.type(), is("Composite"));
    assertThat(rule.name(), is("movies.size_mb.Composite"));
    assertThat(rule.action(), is(Action.QUARANTINE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ColumnCorrelation "a" "b" > 0.5 | line 3: the rule type ColumnCorrelation is not supported; there are
          IsComplete "colour" | line 3: trusted/movies has no column "colour"; there are [title,
          IsComplete "valid_to" | line 3: trusted/movies has no column "valid_to"
          ColumnValues "title" > 3 | line 3: title is not a number
          ColumnValues "size_mb" in ["a"] | line 3: size_mb is not a text
          ColumnValues "size_mb" > "2020-01-01" | line 3: size_mb is not a date or an instant
          ColumnValues "title" matches "(" | line 3: "(" is no regular expression: Unclosed group
          ColumnValues "size_mb" > avg(last(3)) | line 3: avg(last(3)) compares with earlier runs
          ColumnDataType "title" = "Blob" | line 3: there is no type "Blob": Boolean, Date
          IsComplete "title" where "size_mb > 3" | line 3: "where" is not supported; CustomSql can say it
          IsComplete "title" with action = "drop" | line 3: there is no action "drop": quarantine, warn or refuse
          IsComplete "title" with severity = "high" | line 3: there is no tag "severity" but action
          IsUnique "title" with action = "quarantine" | line 3: IsUnique is about the dataset, not about a row
          ReferentialIntegrity "title_key" "books.name_key" > 0.5 with action = "quarantine" | line 3: ReferentialIntegrity is about the dataset
          ReferentialIntegrity "title_key" "books" > 0.5 | line 3: "books" names no dataset
          ReferentialIntegrity "title_key,title" "books.name_key" > 0.5 | line 3: [title_key, title] and [name_key] are not
          (IsComplete "title" with action = "warn") and (RowCount > 1 with action = "refuse") | line 3: rules that are joined have one action
          IsComplete "title" > > | line 3: column 23: no viable alternative
          RowCount | line 3: Unexpected condition for rule of type RowCount
          """)
  void whatCannotBeChecked_isRefused_withItsLine(String rule, String message) {
    String file = "# Rules of movies.\nRules = [\n  " + rule + "\n]\n";
    assertThat(
        assertThrows(RuleFileException.class, () -> read(file)).getMessage(), startsWith(message));
  }

  @Test
  void analyzers_areRefused() {
    assertThat(
        assertThrows(
                RuleFileException.class,
                () -> read("Rules = [ RowCount > 1 ]\nAnalyzers = [ RowCount ]"))
            .getMessage(),
        is("line 2: analyzers are not supported: profile shows figures"));
  }

  private static RuleSet read(String text) {
    return RuleReader.read(Datasets.named("movies"), text, DAY);
  }
}
