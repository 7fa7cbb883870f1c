package dev.bookreel.transforms.quality;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Fields;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final Fields BEFORE =
      new Fields(
          Map.of(
              "name", Set.of("text"),
              "pages", Set.of("number"),
              "publisher", Set.of("text"),
              "author", Set.of()));

  @Test
  void nothing_whereTheFieldsAreTheSame() {
    assertThat(drift("Rules = [ IsComplete \"name\" ]", BEFORE), is(List.of()));
    assertThat(
        drift("Rules = [ ]", new Fields(BEFORE.kinds()).plus(fields("author", "text"))),
        is(List.of()));
  }

  @Test
  void aFieldThatIsNew_orOfAnotherKind_isAWarning() {
    Fields now = BEFORE.plus(fields("isbn", "text")).plus(fields("pages", "text"));
    assertThat(
        drift("Rules = [ ColumnValues \"pages\" > 0 ]", now),
        contains(
            "warn books.isbn.Drift: isbn is new: text",
            "warn books.pages.Drift: pages is number or text, it was number"));
  }

  @Test
  void fewerKindsThanBefore_areNone() {
    Fields before = BEFORE.plus(fields("pages", "text"));
    assertThat(
        Drift.between(Datasets.named("books"), rules("Rules = [ ]"), before, BEFORE, 1),
        is(List.of()));
  }

  @Test
  void aFieldThatIsGone_isAWarning_butRefusesWhereARuleNeedsIt() {
    Fields now = fields("name", "text").plus(fields("pages", "number"));
    assertThat(
        drift("Rules = [ ColumnLength \"author_key\" > 0 with action = \"warn\" ]", now),
        contains(
            "refuse books.author.Drift: author is gone, it was null; rules need it for author_key",
            "warn books.publisher.Drift: publisher is gone, it was text"));
  }

  /** Which of them were noted tells nothing of those that were not. */
  @Test
  void ofAHundredUnknownFields_noneIsNewOrGone() {
    Fields before = BEFORE;
    for (int field = 0; field < 100; field++) {
      before = before.plus(fields(String.format(Locale.ROOT, "x%02d", field), "text"));
    }
    Map<String, Set<String>> kinds = new TreeMap<>(before.kinds());
    kinds.remove("x99");
    kinds.put("a", Set.of("text"));
    kinds.put("x50", Set.of("number"));
    kinds.remove("publisher");
    assertThat(
        Drift.between(Datasets.named("books"), rules("Rules = [ ]"), before, new Fields(kinds), 1)
            .stream()
            .map(RuleResult::message)
            .toList(),
        contains("publisher is gone, it was text", "x50 is number, it was text"));
  }

  @Test
  void ofJoinedRules_eachColumnIsNeeded() {
    Fields now = fields("name", "text").plus(fields("author", "text"));
    assertThat(
        drift("Rules = [ (IsComplete \"pages\") or (IsComplete \"publisher\") ]", now),
        contains(
            "refuse books.pages.Drift: pages is gone, it was number; rules need it for pages",
            "refuse books.publisher.Drift: publisher is gone, it was text; rules need it for"
                + " publisher"));
  }

  @Test
  void withoutRecords_nothingIsGone_andTheFirstDeliveryHasNothingNew() {
    assertThat(drift("Rules = [ IsComplete \"name\" ]", Fields.NONE), is(List.of()));
    assertThat(
        Drift.between(Datasets.named("books"), rules("Rules = [ ]"), Fields.NONE, BEFORE, 1),
        is(List.of()));
  }

  private static List<String> drift(String rules, Fields now) {
    return Drift.between(Datasets.named("books"), rules(rules), BEFORE, now, 1).stream()
        .map(
            result ->
                result.rule().action().word()
                    + " "
                    + result.rule().name()
                    + ": "
                    + result.message())
        .toList();
  }

  private static RuleSet rules(String text) {
    return RuleReader.read(
        Datasets.named("books"),
        text,
        new RuleDay(LocalDate.of(2021, 12, 31), ZoneId.of("Europe/Madrid")));
  }

  private static Fields fields(String path, String kind) {
    return new Fields(Map.of(path, Set.of(kind)));
  }
}
