package dev.bookreel.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of deliveries whose form is another than that of the one before. */
class DriftInRunsTest {
  private static final String IT = "{\"name\":\"It\",\"pages\":7,\"author\":\"King\"}";

  @TempDir Path folder;
  private final Shell shell = new Shell();
  private Path source;

  @BeforeEach
  void source() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
  }

  @Test
  void whatIsNewOrOfAnotherKind_isTold_andPublished() throws IOException {
    books("2021-12-29", 0, IT);
    assertThat(shell.out(), not(containsString("Drift")));
    books("2021-12-30", 0, "{\"name\":\"It\",\"pages\":\"7\",\"author\":\"King\",\"isbn\":null}");
    assertThat(
        shell.out().lines().map(String::strip).filter(line -> line.contains("Drift")).toList(),
        is(
            List.of(
                "Note: warn: books.isbn.Drift: isbn is new: null",
                "Note: warn: books.pages.Drift: pages is text, it was number")));
    assertThat(
        csv("select rule, action, outcome, message from quality_results where rule_type = 'Drift'"),
        is(
            "\"Drift \"\"isbn\"\"\",warn,failed,isbn is new: null"
                + "|\"Drift \"\"pages\"\"\",warn,failed,\"pages is text, it was number\""));

    books("2021-12-31", 0, "{\"name\":\"It\",\"pages\":\"7\",\"author\":\"King\",\"isbn\":null}");
    assertThat(shell.out(), not(containsString("Drift")));
  }

  @Test
  void aFieldThatIsGone_refuses_whereARuleNeedsIt_untilItIsLetPass() throws IOException {
    books("2021-12-30", 0, IT);
    String without = "{\"name\":\"It\",\"pages\":7}";
    books("2021-12-31", 3, without);
    assertThat(
        shell.err(),
        containsString(
            "books is refused: books.author.Drift: author is gone, it was text; rules need it for"
                + " author_key. Ask for the delivery again, mend the rules (--rules=), or run with"
                + " --accept=books.author.Drift if this is right."));
    assertThat(csv("select author from trusted.books"), is("King"));

    books("2021-12-31", 0, without, "--accept=books.author.Drift");
    assertThat(csv("select author from trusted.books where valid_to is null"), is(""));
    books("2022-01-01", 0, without);
    assertThat(shell.out(), not(containsString("Drift")));

    String before =
        csv("select name, author, valid_from, valid_to from trusted.books order by all");
    shell.done("rebuild", "--lake=" + lake());
    assertThat(
        csv("select name, author, valid_from, valid_to from trusted.books order by all"),
        is(before));
  }

  @Test
  void withoutARuleThatNeedsIt_whatIsGoneIsAWarning() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(rules.resolve("books.dqdl"), "Rules = [ ]");
    books("2021-12-30", 0, IT, "--rules=" + rules);
    books("2021-12-31", 0, "{\"name\":\"It\",\"pages\":7}", "--rules=" + rules);
    assertThat(
        shell.out(), containsString("warn: books.author.Drift: author is gone, it was text"));
  }

  @Test
  void ofCsv_columnsCome_andGo() throws IOException {
    users("2021-12-30", "first_name,last_name,email,phone\nA,B,a@x.org,1\n");
    users("2021-12-31", "email,first_name,last_name,city\na@x.org,A,B,C\n");
    assertThat(
        shell.out().lines().map(String::strip).filter(line -> line.contains("Drift")).toList(),
        is(
            List.of(
                "Note: warn: users.city.Drift: city is new: text",
                "Note: warn: users.phone.Drift: phone is gone, it was text")));
  }

  private void users(String date, String file) throws IOException {
    Files.writeString(source.resolve("users.csv"), file);
    shell.done("run", "--lake=" + lake(), "--date=" + date, "--internal=" + source);
  }

  private void books(String date, int expected, String record, String... options)
      throws IOException {
    Files.writeString(source.resolve("books.json"), "[" + record + "]");
    List<String> all =
        new ArrayList<>(List.of("run", "--lake=" + lake(), "--date=" + date, "--vendor=" + source));
    all.addAll(List.of(options));
    assertThat(shell.err(), shell.run(all.toArray(String[]::new)), is(expected));
  }

  private String lake() {
    return folder.resolve("lake").toString();
  }

  private String csv(String sql) {
    String text = shell.done("query", "--lake=" + lake(), "--output=csv", "--sql=" + sql);
    return text.substring(text.indexOf('\n') + 1).strip().replace("\n", "|");
  }
}
