package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills a run with SIGKILL, at each step of each of its commits and at random moments, and runs it
 * again: readers saw each table before or after, and in the end all is as without the kill.
 *
 * <p>{@code -Dbookreel.soak=true} tries them all; otherwise a fair share.
 */
class CrashIT {
  private static final boolean SOAK = Boolean.getBoolean("bookreel.soak");

  /** Commits of the second night: six trusted tables, four refined ones. */
  private static final int COMMITS = 10;

  private static final Map<String, String> STEPS = new LinkedHashMap<>();

  static {
    String file = "CLASS dev.bookreel.delta.storage.LocalDisk\n";
    STEPS.put("before the temporary file", file + "METHOD write\nAT ENTRY");
    STEPS.put("temporary file empty", file + "METHOD write\nAT INVOKE FileChannel.write");
    STEPS.put("temporary file not synced", file + "METHOD write\nAT INVOKE FileChannel.force");
    STEPS.put("before the link", file + "METHOD putIfAbsent\nAT INVOKE Files.createLink");
    STEPS.put("after the link", file + "METHOD putIfAbsent\nAT INVOKE Files.delete");
    STEPS.put(
        "after the commit", "CLASS dev.bookreel.delta.DeltaTable\nMETHOD checkpoint\nAT ENTRY");
  }

  @TempDir static Path folder;
  private static Path before;
  private static Path internal;
  private static Path vendor;
  private static Map<String, List<String>> rowsBefore;
  private static Map<String, List<String>> rowsAfter;

  @TempDir Path here;

  @BeforeAll
  static void twoNights() throws IOException {
    before = folder.resolve("before");
    Nights nights = new Nights(7);
    nights.deliver(LocalDate.of(2021, 12, 20), folder.resolve("i1"), folder.resolve("v1"));
    Lakes.done(arguments(before, "2021-12-20", folder.resolve("i1"), folder.resolve("v1")));
    internal = folder.resolve("i2");
    vendor = folder.resolve("v2");
    nights.deliver(LocalDate.of(2021, 12, 21), internal, vendor);
    rowsBefore = Lakes.rows(before, tables());
    Path after = Lakes.copy(before, folder.resolve("after"));
    Lakes.done(secondNight(after));
    rowsAfter = Lakes.rows(after, tables());
  }

  static Stream<Arguments> steps() {
    List<Arguments> all = new ArrayList<>();
    for (int commit = 1; commit <= COMMITS; commit++) {
      for (String step : STEPS.keySet()) {
        all.add(Arguments.of(commit, step));
      }
    }
    return SOAK
        ? all.stream()
        : IntStream.range(0, all.size()).filter(i -> i % 11 == 4).mapToObj(all::get);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void killedAtAStepOfACommit(int commit, String step) throws Exception {
    Path lake = Lakes.copy(before, here.resolve("lake"));
    Path log = here.resolve("log");

    int code = ChildProcess.start(rules(commit, step), log, secondNight(lake)).waitFor();

    assertThat(Files.readString(log), code, is(137));
    requireWholeTablesThenFinish(lake);
  }

  static Stream<Integer> commits() {
    return SOAK ? IntStream.rangeClosed(1, COMMITS).boxed() : Stream.of(4, 9);
  }

  /** Refined follows whatever was published, though the run that died is never finished. */
  @ParameterizedTest
  @MethodSource("commits")
  void killedBetweenCommits_andTheNextNightTakesAllBack(int commit) throws Exception {
    Path lake = Lakes.copy(before, here.resolve("lake"));
    Path log = here.resolve("log");
    int code =
        ChildProcess.start(rules(commit, "after the link"), log, secondNight(lake)).waitFor();
    assertThat(Files.readString(log), code, is(137));

    Lakes.done(arguments(lake, "2021-12-22", folder.resolve("i1"), folder.resolve("v1")));

    Map<String, List<String>> followed = Lakes.rows(lake, Lakes.REFINED);
    Lakes.done("refine", "--lake=" + lake, "--runner=DirectRunner");
    assertThat(followed, is(Lakes.rows(lake, Lakes.REFINED)));
  }

  @Test
  void killedAtRandomMoments() throws Exception {
    Random random = new Random(1);
    Path log = here.resolve("log");
    long whole = System.nanoTime();
    ChildProcess.requireDone(
        ChildProcess.start(null, log, secondNight(Lakes.copy(before, here.resolve("whole")))), log);
    int millis = (int) ((System.nanoTime() - whole) / 1_000_000);
    for (int kill = 0; kill < (SOAK ? 50 : 3); kill++) {
      Path lake = Lakes.copy(before, here.resolve("lake" + kill));
      Process run = ChildProcess.start(null, log, secondNight(lake));
      Thread.sleep(millis / 4 + random.nextInt(millis * 3 / 4));
      run.destroyForcibly().waitFor();
      requireWholeTablesThenFinish(lake);
      Lakes.remove(lake);
    }
  }

  private Path rules(int commit, String step) throws IOException {
    return Files.writeString(
        here.resolve("rules.btm"),
        "RULE kill\n"
            + STEPS.get(step)
            // Notes are written so, too; commits are what nobody may write twice.
            + (STEPS.get(step).contains("METHOD write")
                ? "\nIF callerEquals(\"putIfAbsent\") && incrementCounter(\"n\") == "
                : "\nIF incrementCounter(\"n\") == ")
            + commit
            + "\nDO dev.bookreel.runners.Kill.now()\nENDRULE\n");
  }

  private static void requireWholeTablesThenFinish(Path lake) {
    Map<String, List<String>> seen = Lakes.rows(lake, tables());
    seen.forEach(
        (table, rows) ->
            assertThat(table, rows, is(in(List.of(rowsBefore.get(table), rowsAfter.get(table))))));
    Lakes.done(secondNight(lake));
    assertThat(Lakes.rows(lake, tables()), is(rowsAfter));
    Lakes.done("rebuild", "--lake=" + lake);
    assertThat(Lakes.rows(lake, tables()), is(rowsAfter));
  }

  private static List<String> tables() {
    List<String> tables = new ArrayList<>(Lakes.TRUSTED);
    tables.addAll(Lakes.REFINED);
    tables.add("quarantine");
    return tables;
  }

  private static String[] secondNight(Path lake) {
    return arguments(lake, "2021-12-21", internal, vendor);
  }

  private static String[] arguments(Path lake, String date, Path from, Path to) {
    return new String[] {
      "run",
      "--lake=" + lake,
      "--runner=DirectRunner",
      "--date=" + date,
      "--internal=" + from,
      "--vendor=" + to,
      "--accept=shrink",
      "--output=json"
    };
  }
}
