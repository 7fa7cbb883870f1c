package dev.bookreel.pipelines.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.delta.storage.StoragePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of runs at work. */
class RunLeaseTest {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:00:00Z");
  private static final Instant BEGIN_OR_CLOCKS_DIFFER = Instant.parse("2026-01-02T02:45:00Z");
  private static final Duration DEAD = Duration.ofMinutes(6);

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void makeALake() {
    lake = Lake.openOrCreate(folder.resolve("lake").toString(), ZoneId.of("Europe/Stockholm"));
  }

  @Test
  void noRunIsAtWork() {
    assertThat(RunLease.earliest(lake), is(Optional.empty()));
  }

  @Test
  void oneAtWorkIsSeen_andNoneAfterwards() {
    Instant before = Instant.now();
    Instant earliest = RunLease.during(lake, () -> RunLease.earliest(lake).orElseThrow());
    assertThat(earliest.isBefore(before), is(true));
    assertThat(earliest.isBefore(before.minus(Duration.ofMinutes(16))), is(false));
    assertThat(RunLease.earliest(lake), is(Optional.empty()));
  }

  @Test
  void itBeganSomeMinutesEarlierByAnotherClock() throws IOException {
    lease("a", BEGIN, Instant.now());
    assertThat(RunLease.earliest(lake), is(Optional.of(BEGIN_OR_CLOCKS_DIFFER)));
  }

  @Test
  void theLongestRunningCounts() throws IOException {
    lease("a", BEGIN.plusSeconds(9), Instant.now());
    lease("b", BEGIN, Instant.now());
    assertThat(RunLease.earliest(lake), is(Optional.of(BEGIN_OR_CLOCKS_DIFFER)));
  }

  @Test
  void oneThatDiedDoesNotCount_besideOneThatLives() throws IOException {
    lease("died", BEGIN.minusSeconds(9), Instant.now().minus(DEAD));
    lease("lives", BEGIN, Instant.now());
    assertThat(RunLease.earliest(lake), is(Optional.of(BEGIN_OR_CLOCKS_DIFFER)));
  }

  @Test
  void oneThatDiedLongAgoDoesNotCount() throws IOException {
    lease("died", BEGIN, Instant.now().minus(Duration.ofMinutes(21)));
    assertThat(RunLease.earliest(lake), is(Optional.empty()));
  }

  @Test
  void aStorageWhoseClockIsBehindHasLivingRuns() throws IOException {
    lease("lives", BEGIN, Instant.now().minus(Duration.ofMinutes(14)));
    assertThat(RunLease.earliest(lake), is(Optional.of(BEGIN_OR_CLOCKS_DIFFER)));
  }

  private void lease(String name, Instant begin, Instant written) throws IOException {
    StoragePath file = lake.runs().resolve(".running-" + name);
    file.replace(begin.toString().getBytes(StandardCharsets.US_ASCII));
    Files.setLastModifiedTime(Path.of(file.toString()), FileTime.from(written));
  }
}
