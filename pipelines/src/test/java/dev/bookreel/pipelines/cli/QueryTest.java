package dev.bookreel.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What query prints, and what it must not do. */
class QueryTest {
  @TempDir static Path folder;
  private static Path lake;
  private static Path dataFile;
  private final Shell shell = new Shell();

  @BeforeAll
  static void aLake() throws IOException {
    lake = folder.resolve("lake");
    Path vendor = Files.createDirectory(folder.resolve("vendor"));
    Files.writeString(
        vendor.resolve("authors.json"),
        """
        [{"metadata":{"name":"Ada \\"A\\", B"},"nationalities":[{"slug":"swedes"},{"slug":"british"}]},
         {"metadata":{"name":"Émile"},"nationalities":[]}]
        """);
    new Shell().done("run", "--lake=" + lake, "--vendor=" + vendor, "--date=2021-12-31");
    try (Stream<Path> files = Files.list(lake.resolve("trusted/authors"))) {
      dataFile = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().get();
    }
  }

  @Test
  void asJson_noColumnHidesAnother_andNestedValuesAreJson() throws IOException {
    query(
        "select 1 as a, 2 as a, 3 as a_1, {'b': [1, null]} as s, map {'k': 'v'} as m,"
            + " '\\xC3\\xA9'::blob as bytes",
        "--output=json");
    assertThat(
        shell.json().toString(),
        is(
            "[{\"a\":1,\"a_1\":2,\"a_1_1\":3,\"s\":{\"b\":[1,null]},\"m\":{\"k\":\"v\"},"
                + "\"bytes\":\"c3a9\"}]"));
    query("select '\\xC3'::blob as bytes", "--output=csv");
    assertThat(shell.out(), is("bytes\nc3\n"));
  }

  @Test
  void aTableIsTheDefault() {
    query("select name, nationalities, died_at from trusted.authors order by name", "");
    assertThat(
        shell.out(),
        is(
            """
            name        nationalities      died_at
            ----------  -----------------  -------
            Ada "A", B  [british, swedes]  null
            Émile       []                 null
            (2 rows)
            """));
    query("select 1 as one", "--output=table");
    assertThat(shell.out(), is("one\n---\n1\n(1 row)\n"));
  }

  @Test
  void csvQuotesWhatItMust() {
    query("select name, died_at from trusted.authors order by name", "--output=csv");
    assertThat(shell.out(), is("name,died_at\n\"Ada \"\"A\"\", B\",\nÉmile,\n"));
  }

  @Test
  void jsonKeepsNumbersListsAndNulls() throws IOException {
    query(
        "select name, nationalities, died_at, 1.5::double as d, true as t, [date '2021-12-31'] as"
            + " l from trusted.authors order by name limit 1",
        "--output=json");
    assertThat(
        shell.json().toString(),
        is(
            "[{\"name\":\"Ada \\\"A\\\", B\",\"nationalities\":[\"british\",\"swedes\"],"
                + "\"died_at\":null,\"d\":1.5,\"t\":true,\"l\":[\"2021-12-31\"]}]"));
    query("select 1 where false", "--output=json");
    assertThat(shell.out(), is("[]\n"));
  }

  @Test
  void anotherOutput_isRefusedBeforeAnythingIsPrinted() {
    assertThat(shell.run("query", "--lake=" + lake, "--sql=select 1", "--output=xml"), is(2));
    assertThat(shell.out(), is(emptyString()));
    assertThat(
        shell.err(),
        is(
            "bookreel: cannot understand --output=xml: there are table, csv, json."
                + " Give one of them.\n"));
  }

  @Test
  void wrongSql_isExplainedInOneLine() {
    assertThat(shell.run("query", "--lake=" + lake, "--sql=selct 1"), is(2));
    assertThat(
        shell.err(),
        is(
            "bookreel: cannot answer the query: syntax error at or near \"selct\"."
                + " Mend the SQL; bookreel query --help has examples.\n"));
    assertThat(shell.run("query", "--lake=" + lake, "--sql=from trusted.actors"), is(2));
    assertThat(shell.err(), containsString("Table with name actors does not exist!"));
    assertThat(shell.err().lines().count(), is(1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from trusted.authors",
        "with a as (select 1 as n) select n from a;",
        "select ';' -- ; a comment; copy",
        "describe trusted.authors",
        "summarize trusted.authors",
        "values (1), (2)"
      })
  void whatReads_isAllowed(String sql) {
    query(sql, "--output=csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy (select 1 as n) to '%s' (format parquet, use_tmp_file false)",
        "copy (select 1 as n) to '%s' (format csv, use_tmp_file false); select 1",
        "select 1; copy (select 1 as n) to '%s' (format csv, use_tmp_file false)",
        "explain analyze copy (select 1 as n) to '%s' (format csv, use_tmp_file false)",
        "select 1) t; copy (select 1 as n) to '%s' (format csv, use_tmp_file false); select (1",
        "from query('copy (select 1 as n) to ''%s'' (format csv, use_tmp_file false)')",
        "attach '%s' as other",
        "copy trusted.authors to '%s.csv'",
        "export database '%s.d'",
        "select * from read_text('%s/../../../bookreel.json')",
        "select * from glob('%s/../*')",
        "select * from '/etc/hostname'",
        "select * from read_parquet('https://example.org/x.parquet')",
        "set enable_external_access = true",
        "reset all",
        "pragma enable_profiling",
        "install httpfs",
        "load httpfs",
        "create table t as select 1",
        "drop view trusted.authors",
        "select 1; select 2",
        ";"
      })
  void whatDoesMoreThanReadTheTables_isRefused_andTheLakeStaysAsItWas(String sql) {
    Map<String, String> before = hashes();
    int code =
        shell.run("query", "--lake=" + lake, "--sql=" + sql.formatted(dataFile), "--output=csv");
    assertThat(hashes(), is(before));
    assertThat(shell.err(), code, is(2));
    assertThat(shell.out(), is(emptyString()));
  }

  private void query(String sql, String output) {
    if (output.isEmpty()) {
      shell.done("query", "--lake=" + lake, "--sql=" + sql);
    } else {
      shell.done("query", "--lake=" + lake, "--sql=" + sql, output);
    }
  }

  /** Every file under the folder, by name, with what is in it. */
  private static Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(file.toString(), new BigInteger(1, digest).toString(16));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return hashes;
  }
}
