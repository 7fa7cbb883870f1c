package dev.bookreel.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, UTF_8);

  @Test
  void elsewhere_aLineIsPrintedNowAndThen() {
    ProgressPrinter progress = new ProgressPrinter(err, false);
    progress.say("trusting dumps");
    progress.update("trusting dumps", 10, 2000, 0.5);
    progress.update("trusting dumps", 1000, 2000, 5.0);
    progress.update("trusting dumps", 1500, 2000, 6.0);
    progress.done("trusting dumps", 2000, 8.0);
    progress.say("comparing");
    progress.done("comparing", 0, 0.25);

    assertThat(
        bytes.toString(UTF_8),
        is(
            """
            trusting dumps
            trusting dumps: 1,000 of 2,000 records in 5.0 s, 200 a second
              2,000 records in 8.0 s, 250 a second
            comparing
              0.3 s
            """));
  }

  @Test
  void onATerminal_aBarGrowsInOneLine() {
    ProgressPrinter progress = new ProgressPrinter(err, true);
    progress.say("trusting dumps");
    progress.update("trusting dumps", 1000, 2000, 5.0);
    progress.update("trusting dumps", 2000, 2000, 6.0);
    progress.done("trusting dumps", 2000, 6.0);

    String half = "[############------------] 1,000 of 2,000 records in 5.0 s, 200 a second";
    String full = "[########################] all 2,000 records read, finishing, 6.0 s";
    assertThat(
        bytes.toString(UTF_8),
        is(
            "trusting dumps\n\r"
                + half
                + "\r"
                + full
                + " ".repeat(half.length() - full.length())
                + "\r"
                + " ".repeat(full.length())
                + "\r  2,000 records in 6.0 s, 333 a second\n"));
  }

  @Test
  void aStageThatFails_leavesTheLineToTheError() {
    ProgressPrinter progress = new ProgressPrinter(err, true);
    progress.update("answering", 0, 0, 1.5);
    progress.failed();
    err.println("bookreel: no");
    assertThat(bytes.toString(UTF_8), is("\r1.5 s\r     \rbookreel: no\n"));
  }

  @Test
  void elsewhere_aFailurePrintsNothingOfItsOwn() {
    ProgressPrinter progress = new ProgressPrinter(err, false);
    progress.say("answering");
    progress.failed();
    assertThat(bytes.toString(UTF_8), is("answering\n"));
  }

  @Test
  void theLine_fitsANarrowTerminal() {
    ProgressPrinter progress = new ProgressPrinter(err, true);
    progress.update("enriching streams", 10_000_000, 20_000_000, 1234.5);
    progress.update("enriching streams", 1_000_000_000_000L, 2_000_000_000_000L, 12345678.9);
    List<String> lines = bytes.toString(UTF_8).substring(1).lines().toList();
    assertThat(
        lines.get(0),
        is("[########--------] 10,000,000 of 20,000,000 records in 1234.5 s, 8,100 a second"));
    assertThat(lines.get(1).length() <= 79, is(true));
  }
}
