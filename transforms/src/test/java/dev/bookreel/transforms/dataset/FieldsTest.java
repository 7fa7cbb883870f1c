package dev.bookreel.transforms.dataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.parse.Rejected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FieldsTest {
  @Test
  void eachField_isNamedByItsPath_withTheKindsOfItsValues() {
    assertThat(
        fields(
                new Reviews(),
                "{'content':{'text':'a','html':[1]},'books':[{'metadata':{'pages':1}},null]}",
                "{'content':null,'books':[{'metadata':{'pages':'unknown','x':true}},7]}",
                "{'more':{'within':1},'created':null}")
            .kinds(),
        is(
            Map.of(
                "content", Set.of("object"),
                "content.text", Set.of("text"),
                "content.html", Set.of("array"),
                "books", Set.of("array"),
                "books[].metadata", Set.of("object"),
                "books[].metadata.pages", Set.of("number", "text"),
                "books[].metadata.x", Set.of("boolean"),
                "more", Set.of("object"),
                "created", Set.<String>of())));
  }

  @Test
  void theUnknown_areThoseThatFillNoColumn_andAreNotIgnoredEither() {
    Fields delivered =
        fields(new Books(), "{'name':'It','isbn':'1','pages':1}")
            .plus(fields(new Books(), "{'Name':'It'}"));
    assertThat(new Books().fields().unknown(delivered), contains("Name", "isbn"));
    assertThat(
        new Movies().fields().unknown(Fields.ofColumns(List.of("title", "colour"))),
        contains("colour"));
    assertThat(
        new Reviews().fields().unknown(fields(new Reviews(), "{'movies':[{'id':1}]}")), empty());
  }

  @Test
  void aField_fillsTheColumnsOfAllThatStandsInIt() {
    KnownFields reviews = new Reviews().fields();
    assertThat(reviews.columns("rating.rate"), contains("rate"));
    assertThat(reviews.columns("rating"), contains("label", "rate"));
    assertThat(reviews.columns("books"), contains("book_key", "book_name"));
    assertThat(reviews.columns("rat"), empty());
  }

  @Property(tries = 50)
  void howeverRecordsAreSplit_theSameFieldsAreKept(
      @ForAll @IntRange(max = 400) int names, @ForAll long seed) {
    List<String> records = new ArrayList<>(List.of("{'name':'It'}"));
    Set<String> firstNames = new TreeSet<>();
    for (int name = 0; name < names; name++) {
      records.add("{'k" + name * 7919 % 1000 + "':" + name + "}");
      firstNames.add("k" + name * 7919 % 1000);
    }
    Collections.shuffle(records, new Random(seed));
    Fields whole = fields(new Books(), records.toArray(new String[0]));
    int cut = records.size() / 3;
    Fields parts =
        fields(new Books(), records.subList(0, cut).toArray(new String[0]))
            .plus(fields(new Books(), records.subList(cut, records.size()).toArray(new String[0])));

    assertThat(whole.kinds().keySet().containsAll(Set.of("name")), is(true));
    assertThat(
        new Books().fields().unknown(whole).stream().toList(),
        is(firstNames.stream().limit(100).toList()));
    assertThat(new Books().fields().bounded(parts), is(whole));
  }

  private static Fields fields(Dump dump, String... records) {
    FieldTree tree = dump.fields().tree();
    for (String record : records) {
      try {
        tree.add(Parsing.json(record));
      } catch (Rejected broken) {
        throw new IllegalArgumentException(record, broken);
      }
    }
    return tree.fields();
  }
}
