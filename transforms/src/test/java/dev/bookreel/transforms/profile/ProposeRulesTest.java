package dev.bookreel.transforms.profile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.profile.ColumnProfile.Frequent;
import dev.bookreel.transforms.quality.RuleDay;
import dev.bookreel.transforms.quality.RuleReader;
import dev.bookreel.transforms.quality.RuleSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposeRulesTest {
  @Test
  void theFile_isDqdl_withAnActionOfEachRule() {
    String rules =
        propose(
            text("publisher", 100, 40, List.of(new Frequent("Ink", 30), new Frequent("<b>", 30))),
            number("pages", 100, 0, "3", "103"),
            text("name", 100, 0, List.of()),
            text("name_key", 100, 0, List.of()),
            text("author", 100, 100, List.of()));
    assertThat(
        rules,
        is(
            """
            # Proposed from 100 rows of trusted/books: read it, and change what you know better.
            Rules = [
              RowCount between 49 and 201 with action = "warn",
              IsPrimaryKey "name_key" with action = "warn",
              Completeness "publisher" >= 0.54 with action = "warn",
              (ColumnValues "publisher" = NULL) or (ColumnValues "publisher" in ["<b>", "Ink"] with action = "warn"),
              IsComplete "pages" with action = "warn",
              ColumnValues "pages" >= 0 with action = "warn",
              ColumnValues "pages" <= 153 with action = "warn",
              IsComplete "name" with action = "quarantine",
              ColumnLength "name" <= 18 with action = "warn"
            ]
            """));
    assertThat(read(rules).rules().size(), is(9));
  }

  @Test
  void whatCannotBeSpelledInARule_isLeftOut() {
    for (String hostile : List.of("a\"b", "a\\b", "a\nb", "a\u0000")) {
      String rules = propose(text("publisher", 100, 0, List.of(new Frequent(hostile, 100))));
      assertThat(rules, not(containsString(" in [")));
      assertThat(rules, containsString("ColumnLength \"publisher\""));
      assertThat(read(rules).rules().size(), is(4));
    }
  }

  @Test
  void ofNoRows_thereIsNothingToPropose() {
    String rules =
        ProposeRules.of(Datasets.named("books"), new TableProfile("trusted/books", 0, List.of()));
    assertThat(read(rules).rules(), is(List.of()));
  }

  private static String propose(ColumnProfile... columns) {
    return ProposeRules.of(
        Datasets.named("books"), new TableProfile("trusted/books", 100, List.of(columns)));
  }

  private static RuleSet read(String rules) {
    return RuleReader.read(
        Datasets.named("books"),
        rules,
        new RuleDay(LocalDate.of(2021, 12, 31), ZoneId.of("Europe/Madrid")));
  }

  private static ColumnProfile text(String name, long rows, long nulls, List<Frequent> values) {
    boolean isThere = nulls < rows;
    return new ColumnProfile(
        name,
        "text",
        rows,
        nulls,
        (double) (rows - nulls) / rows,
        values.isEmpty() ? rows - nulls : values.size(),
        true,
        isThere ? "a" : null,
        isThere ? "z" : null,
        null,
        null,
        isThere ? 1 : null,
        isThere ? 9 : null,
        values,
        List.of());
  }

  private static ColumnProfile number(String name, long rows, long nulls, String low, String high) {
    return new ColumnProfile(
        name,
        "integer",
        rows,
        nulls,
        (double) (rows - nulls) / rows,
        50,
        true,
        low,
        high,
        7.0,
        1.0,
        null,
        null,
        List.of(),
        List.of());
  }
}
