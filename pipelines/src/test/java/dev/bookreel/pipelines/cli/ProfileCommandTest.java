package dev.bookreel.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
  @TempDir Path folder;
  private final Shell shell = new Shell();
  private Path vendor;

  @BeforeEach
  void books() throws IOException {
    vendor = Files.createDirectory(folder.resolve("vendor"));
    Files.writeString(
        vendor.resolve("books.json"),
        """
        [{"name":"It","pages":1138,"author":"King","publisher":"\\u001b[31mViking"},
         {"name":"Misery","pages":310,"author":"King"},
         {"name":"Up","pages":"unknown","author":"Ruth Wei\\u00df"}]
        """);
    run("2021-12-31");
  }

  @Test
  void people_readWhatTheColumnsHold() {
    assertThat(
        shell.done("profile", lake(), "--table=trusted/books"),
        is(
            """
            trusted/books: 3 rows
              name (text)
                complete, 3 different, 2 to 6 characters
              pages (integer)
                66.6667 % complete, 2 different, 310 to 1138, mean 724 ± 414
                from  310  1 ██████████████████████████████
                from  393  0
                from  476  0
                from  559  0
                from  642  0
                from  725  0
                from  808  0
                from  891  0
                from  974  0
                from 1057  1 ██████████████████████████████
              author (text)
                complete, 2 different, 4 to 9 characters
                most often: King (2)
              publisher (text)
                33.3333 % complete, 1 different, 11 to 11 characters
              name_key (text)
                complete, 3 different, 2 to 6 characters
              author_key (text)
                complete, 2 different, 4 to 10 characters
                most often: king (2)
              valid_from (date)
                complete, 1 different, 2021-12-31 to 2021-12-31
                most often: 2021-12-31 (3)
              deleted_on (date)
                0 % complete, 0 different
            """));
  }

  @Test
  void scripts_getTheSameAsJson_ofAllTrustedTables() throws IOException {
    shell.done("profile", lake(), "--output=json");
    JsonNode tables = shell.json().path("tables");
    assertThat(tables.size(), is(1));
    JsonNode pages = tables.get(0).path("columns").get(1);
    assertThat(pages.path("column").asText(), is("pages"));
    assertThat(pages.path("mean").asDouble(), is(724.0));
    assertThat(pages.path("maximum").asText(), is("1138"));
    assertThat(pages.path("histogram").get(9).path("count").asInt(), is(1));
  }

  @Test
  void proposedRules_holdForWhatTheyWereMadeFrom() throws IOException {
    Path rules = folder.resolve("a/rules");
    shell.done("profile", lake(), "--rules=" + rules);
    assertThat(Files.readString(rules.resolve("books.dqdl")), containsString("\"pages\" <= 1552"));
    run("2022-01-01", "--rules=" + rules);
    assertThat(shell.out(), not(containsString("warn:")));
    shell.done("quality", lake(), "--output=json");
    assertThat(shell.json().path("verdict").asText(), is("passed"));
    assertThat(shell.json().path("datasets").get(0).path("rules").size(), is(11));

    assertThat(shell.run("profile", lake(), "--rules=" + rules), is(2));
    assertThat(
        shell.err(),
        containsString(
            "nothing is written over: " + rules.resolve("books.dqdl") + " is there already."));
  }

  @Test
  void nothingIsLeftBehind_andWhatIsNotThere_isSaid() throws IOException {
    assertThat(
        shell.done("profile", lake(), "--table=trusted/users"),
        is("Nothing to tell: the lake has none of these tables yet.\n"));
    shell.done("profile", lake(), "--table=quarantine");
    try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
      assertThat(
          files.filter(file -> file.toString().contains("profile")).toList().toString(), is("[]"));
    }
    assertThat(shell.run("profile", lake(), "--table=trusted/films"), is(2));
    assertThat(shell.err(), containsString("there is no table trusted/films"));
  }

  private void run(String date, String... options) {
    shell.done(
        Stream.concat(
                Stream.of("run", lake(), "--vendor=" + vendor, "--date=" + date),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private String lake() {
    return "--lake=" + folder.resolve("lake");
  }
}
