package dev.bookreel.transforms.answer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsTest {
  @ParameterizedTest
  @CsvSource({
    "2021-12-25T07:00, Europe/Madrid, 1640412000000000",
    "1969-12-31T23:59:59.999999, Z, -1",
    "0001-01-01T00:00, Z, -62135596800000000",
    "9999-12-31T23:59:59.999999, Z, 253402300799999999",
  })
  void aWindowMayBeOfAnyYearThatTablesHold(String local, String zone, long micros) {
    LocalDateTime from = LocalDateTime.parse(local);
    Questions questions =
        Questions.about(YearMonth.of(2021, 12), "Up", from, from.plusHours(1), ZoneId.of(zone));
    assertThat(questions.windowStart(), is(micros));
    assertThat(questions.windowEnd(), is(micros + 3_600_000_000L));
  }
}
