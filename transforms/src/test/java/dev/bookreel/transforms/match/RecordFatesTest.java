package dev.bookreel.transforms.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class RecordFatesTest {
  private final RecordFates fates = new RecordFates();

  @Test
  void aRecordOfOneRow_sharesItsFate() {
    fates.won(1);
    fates.won(1);
    fates.lost(new RecordId(0, 7, 1));

    assertThat(fates.accepted(), is(2L));
    assertThat(fates.duplicates(), is(1L));
  }

  @Test
  void aRecordThatKeepsOneOfItsRows_isAccepted() {
    fates.won(2);
    fates.lost(new RecordId(0, 7, 2));

    assertThat(fates.accepted(), is(1L));
    assertThat(fates.duplicates(), is(0L));
  }

  @Test
  void aRecordThatLosesItsRowsInSeveralShards_isOneDuplicate() {
    fates.lost(new RecordId(0, 7, 2));
    RecordFates elsewhere = new RecordFates();
    elsewhere.lost(new RecordId(0, 7, 2));
    fates.add(elsewhere);

    assertThat(fates.accepted(), is(0L));
    assertThat(fates.duplicates(), is(1L));
  }

  @Test
  void theSameNumberInAnotherFile_isAnotherRecord() {
    fates.lost(new RecordId(0, 7, 2));
    fates.lost(new RecordId(1, 7, 2));
    fates.won(2);
    fates.won(2);

    assertThat(fates.accepted(), is(2L));
    assertThat(fates.duplicates(), is(0L));
  }

  @Test
  void aRowThatNeverArrived_isNotMadeUpFor() {
    fates.won(2);

    assertThat(fates.accepted(), is(0L));
  }
}
