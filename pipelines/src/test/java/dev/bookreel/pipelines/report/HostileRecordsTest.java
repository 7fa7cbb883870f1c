package dev.bookreel.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.cli.Bookreel;
import dev.bookreel.pipelines.cli.RunnerSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hostile text in each column that holds texts, from the delivery to the page. */
class HostileRecordsTest {
  private static final String HOSTILE =
      "</code><script>stolen=1</script><img src=x onerror=stolen=1>";

  /** Quoted by RFC 4180. */
  private static final String QUOTED = '"' + HOSTILE.replace("\"", "\"\"") + '"';

  @TempDir Path folder;

  @Test
  void noRecord_runsOnThePage_andEachIsShown() throws Exception {
    Path internal = Files.createDirectory(folder.resolve("internal"));
    Path vendor = Files.createDirectory(folder.resolve("vendor"));
    // Each has a defect beside, so that it is set aside and shown.
    csv(
        internal,
        "movies",
        "title,duration_mins,original_language,size_mb",
        QUOTED + ",x," + QUOTED + ",1");
    csv(internal, "users", "first_name,last_name,email", QUOTED + "," + QUOTED + ",");
    csv(
        internal,
        "streams",
        "movie_title,user_email,size_mb,start_at,end_at",
        String.join(",", QUOTED, QUOTED, QUOTED, QUOTED, QUOTED));
    json(
        vendor,
        "authors",
        Map.of(
            "metadata",
            Map.of("name", HOSTILE, "birth_date", HOSTILE, "died_at", HOSTILE),
            "nationalities",
            List.of(Map.of("slug", HOSTILE, "label", HOSTILE)),
            HOSTILE,
            HOSTILE));
    json(
        vendor,
        "books",
        Map.of("name", HOSTILE, "pages", HOSTILE, "author", HOSTILE, "publisher", HOSTILE));
    json(
        vendor,
        "reviews",
        Map.of(
            "content",
            Map.of("text", HOSTILE),
            "rating",
            Map.of("rate", HOSTILE, "label", HOSTILE),
            "books",
            List.of(Map.of("metadata", Map.of("title", HOSTILE))),
            "movies",
            List.of(Map.of("title", HOSTILE)),
            "created",
            HOSTILE,
            "updated",
            HOSTILE));
    String lake = "--lake=" + folder.resolve("lake");
    bookreel("run", lake, "--internal=" + internal, "--vendor=" + vendor, "--date=2021-12-31");
    Path page = folder.resolve("quality.html");
    bookreel("quality", lake, "--html=" + page);

    String html = Files.readString(page);
    assertThat(html.contains("<script"), is(false));
    assertThat(html.contains("<img"), is(false));
    assertThat(html.split("set aside</p>", -1).length - 1, is(6));
    assumeTrue(
        Browser.program().isPresent(), "no Chromium is installed: the page is not looked at");
    Path profile = Files.createDirectory(folder.resolve("profile"));
    try (Browser browser = Browser.start(Browser.program().get(), profile)) {
      browser.open(page, 1000, "light");
      assertThat(browser.value("typeof stolen").asText(), is("undefined"));
      assertThat(browser.value("document.images.length").asInt(), is(0));
      assertThat(browser.value("document.querySelectorAll('.samples code').length").asInt(), is(6));
      for (int sample = 0; sample < 6; sample++) {
        assertThat(
            browser
                .value("document.querySelectorAll('.samples code')[" + sample + "].innerText")
                .asText(),
            containsString("<script>stolen=1"));
      }
    }
  }

  private static void csv(Path folder, String name, String header, String record)
      throws IOException {
    Files.writeString(folder.resolve(name + ".csv"), header + "\n" + record + "\n");
  }

  private static void json(Path folder, String name, Object record) throws IOException {
    Files.write(
        folder.resolve(name + ".json"), new ObjectMapper().writeValueAsBytes(List.of(record)));
  }

  private static void bookreel(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (PrintStream out =
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      code = new Bookreel(out, errors, new AsItIs(), "DirectRunner").run(arguments);
    }
    assertThat(err.toString(StandardCharsets.UTF_8), code, is(0));
  }

  private static final class AsItIs implements RunnerSetup {
    @Override
    public void prepare(PipelineOptions options) {}

    @Override
    public void close() {}
  }
}
