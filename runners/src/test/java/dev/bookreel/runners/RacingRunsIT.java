package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds a run right before one of its commits, lets another command do all its work on the same
 * lake, and lets the run go on.
 *
 * <p>{@code -Dbookreel.soak=true} holds it before each of its commits; otherwise before some.
 */
class RacingRunsIT {
  /** Commits of a vendor's night: three trusted tables, four refined ones. */
  private static final int COMMITS = 7;

  private static final String VENDOR = "--vendor=";
  private static final String INTERNAL = "--internal=";

  @TempDir static Path folder;
  private static Path before;
  private static Map<String, List<String>> rowsAfterBoth;

  @TempDir Path here;

  @BeforeAll
  static void twoNights() throws IOException {
    Nights nights = new Nights(11);
    for (int night = 0; night < 3; night++) {
      nights.deliver(LocalDate.of(2021, 12, 20 + night), internal(night), vendor(night));
    }
    before = folder.resolve("before");
    Lakes.done(night(before, 0, INTERNAL + internal(0), VENDOR + vendor(0)));
    Path both = Lakes.copy(before, folder.resolve("both"));
    Lakes.done(night(both, 1, VENDOR + vendor(1)));
    Lakes.done(night(both, 1, INTERNAL + internal(1)));
    rowsAfterBoth = Lakes.rows(both, tables());
  }

  static List<Integer> commits() {
    return Boolean.getBoolean("bookreel.soak")
        ? IntStream.rangeClosed(1, COMMITS).boxed().toList()
        : List.of(1, 3, 6);
  }

  @ParameterizedTest
  @MethodSource("commits")
  void theOtherSourceIsPublishedInBetween(int commit) throws Exception {
    Path lake = Lakes.copy(before, here.resolve("lake"));

    int code =
        held(
            commit,
            night(lake, 1, VENDOR + vendor(1)),
            () -> Lakes.done(night(lake, 1, INTERNAL + internal(1))));

    assertThat(log(), code, is(0));
    assertThat(Lakes.rows(lake, tables()), is(rowsAfterBoth));
    requireAsRefined(lake);
  }

  @ParameterizedTest
  @MethodSource("commits")
  void filesAreJoinedInBetween(int commit) throws Exception {
    Path lake = Lakes.copy(before, here.resolve("lake"));
    Lakes.done(night(lake, 1, INTERNAL + internal(1)));

    int code =
        held(
            commit,
            night(lake, 1, VENDOR + vendor(1)),
            () -> Lakes.done("optimize", "--lake=" + lake, "--runner=DirectRunner"));

    assertThat(log(), code, is(0));
    assertThat(Lakes.rows(lake, tables()), is(rowsAfterBoth));
    requireAsRefined(lake);
  }

  @Test
  void aNewerDumpIsPublishedBeforeAnOlderOne() throws Exception {
    Path lake = Lakes.copy(before, here.resolve("lake"));
    Path newerOnly = Lakes.copy(before, here.resolve("newer"));
    Lakes.done(night(newerOnly, 2, VENDOR + vendor(2)));

    int code =
        held(
            1,
            night(lake, 1, VENDOR + vendor(1)),
            () -> Lakes.done(night(lake, 2, VENDOR + vendor(2))));

    assertThat(log(), code, is(3));
    assertThat(log(), containsString("2021-12-22"));
    assertThat(Lakes.rows(lake, tables()), is(Lakes.rows(newerOnly, tables())));
  }

  /** Runs a command in a process of its own, and something else while it is held. */
  private int held(int commit, String[] arguments, Runnable meanwhile)
      throws IOException, InterruptedException {
    Path pause = here.resolve("pause");
    Path rules = here.resolve("rules.btm");
    Files.writeString(
        rules,
        "RULE hold\nCLASS dev.bookreel.delta.storage.LocalDisk\nMETHOD write\nAT ENTRY\n"
            + "IF callerEquals(\"putIfAbsent\") && incrementCounter(\"n\") == "
            + commit
            + "\nDO dev.bookreel.runners.Pause.at(\""
            + pause
            + "\")\nENDRULE\n");
    Process run = ChildProcess.start(rules, here.resolve("log"), arguments);
    try {
      assertThat(log(), Pause.isReached(pause, run), is(true));
      meanwhile.run();
      Pause.release(pause);
      return run.waitFor();
    } finally {
      run.destroyForcibly();
    }
  }

  private static void requireAsRefined(Path lake) {
    Lakes.done("refine", "--lake=" + lake, "--runner=DirectRunner");
    assertThat(Lakes.rows(lake, tables()), is(rowsAfterBoth));
  }

  private String log() throws IOException {
    return Files.readString(here.resolve("log"));
  }

  private static Path internal(int night) {
    return folder.resolve("internal" + night);
  }

  private static Path vendor(int night) {
    return folder.resolve("vendor" + night);
  }

  private static String[] night(Path lake, int night, String... sources) {
    List<String> arguments = new ArrayList<>(List.of("run", "--lake=" + lake));
    arguments.add("--date=" + LocalDate.of(2021, 12, 20 + night));
    arguments.add("--runner=DirectRunner");
    arguments.add("--accept=shrink");
    arguments.addAll(Arrays.asList(sources));
    return arguments.toArray(String[]::new);
  }

  private static List<String> tables() {
    List<String> tables = new ArrayList<>(Lakes.TRUSTED);
    tables.addAll(Lakes.REFINED);
    return tables;
  }
}
