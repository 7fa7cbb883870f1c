package dev.bookreel.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, in a real browser. */
class QualityPageTest {
  @TempDir Path folder;

  @Test
  void aPageShowsWhatWasFound_andRunsNothing_inBothThemesAndOnASmallScreen() throws Exception {
    assumeTrue(
        Browser.program().isPresent(), "no Chromium is installed: the page is not looked at");
    Path page = folder.resolve("quality.html");
    Files.write(page, QualityPage.of(Reports.hostile()).getBytes(StandardCharsets.UTF_8));
    Path profile = Files.createDirectory(folder.resolve("profile"));
    try (Browser browser = Browser.start(Browser.program().get(), profile)) {
      for (int width : new int[] {400, 1200}) {
        for (String theme : List.of("light", "dark")) {
          browser.open(page, width, theme);
          String where = width + " px, " + theme;
          assertThat(
              where, browser.value("document.title").asText(), is("Data quality, 2022-01-01"));
          assertThat(where, browser.value("document.scripts.length").asInt(), is(0));
          assertThat(where, browser.value("document.images.length").asInt(), is(0));
          assertThat(where, browser.value("typeof stolen").asText(), is("undefined"));
          assertThat(
              where,
              browser
                  .value(
                      "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                  .asInt(),
              is(0));
          assertThat(where, requests(browser), is(List.of(page.toUri().toString())));
          assertThat(where, browser.events("Log.entryAdded"), is(empty()));
          assertThat(
              where,
              browser.value("document.querySelector('.verdict').innerText").asText(),
              is("Refused: 3 rules do not hold, 2 records were set aside."));
          assertThat(
              where,
              browser.value("document.querySelector('.samples code').innerText").asText(),
              is(Reports.HOSTILE));
          assertThat(
              where, browser.value("document.querySelectorAll('svg desc').length").asInt(), is(1));
          assertThat(
              where,
              browser.value("document.querySelector('.found').innerText").asText(),
              containsString(", asked for < 10 " + Reports.HOSTILE));
          assertThat(
              where,
              browser.value("document.querySelector('.figure').innerText").asText(),
              is("figure 27.5"));
          assertThat(where, contrast(browser), greaterThan(4.5));
        }
      }
      String light = background(browser, page, "light");
      assertThat(background(browser, page, "dark"), not(light));
    }
  }

  @Test
  void whatIsHostile_isText() {
    String page = QualityPage.of(Reports.hostile());
    assertThat(page, not(containsString("<script")));
    assertThat(page, not(containsString("<img")));
    assertThat(page, containsString("&lt;script&gt;stolen=1&lt;/script&gt;"));
    assertThat(
        page, containsString("default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;"));
  }

  private static String background(Browser browser, Path page, String theme)
      throws InterruptedException {
    browser.open(page, 800, theme);
    return browser.value("getComputedStyle(document.body).backgroundColor").asText();
  }

  private static List<String> requests(Browser browser) {
    return browser.events("Network.requestWillBeSent").stream()
        .map((JsonNode event) -> event.path("params").path("request").path("url").asText())
        .toList();
  }

  /** The lowest contrast of any text with its background (WCAG 2.1, 1.4.3). */
  private static double contrast(Browser browser) throws InterruptedException {
    return browser
        .value(
            """
            (() => {
              const light = c => { const [r, g, b] = c.match(/\\d+/g).map(Number).map(v => v / 255)
                  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const behind = e => { for (; e; e = e.parentElement) {
                const c = getComputedStyle(e).backgroundColor;
                if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'rgb(255, 255, 255)'; };
              return Math.min(...[...document.querySelectorAll('main *')].filter(e => e.innerText)
                  .map(e => [light(getComputedStyle(e).color), light(behind(e))])
                  .map(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)));
            })()
            """)
        .asDouble();
  }
}
