package dev.bookreel.transforms.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDaysTest {
  private static LocalDate day(ZoneId zone, long micros) {
    return LocalDate.ofEpochDay(new BusinessDays(zone).dayOf(micros));
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  @ParameterizedTest
  @CsvSource({
    "2021-12-24T22:59:59.999999Z, 2021-12-24",
    "2021-12-24T23:00:00Z, 2021-12-25",
    "2021-03-27T22:59:59.999999Z, 2021-03-27",
    "2021-03-27T23:00:00Z, 2021-03-28",
    "2021-03-28T21:59:59.999999Z, 2021-03-28",
    "2021-03-28T22:00:00Z, 2021-03-29",
    "2021-10-30T22:00:00Z, 2021-10-31",
    "2021-10-31T22:59:59.999999Z, 2021-10-31",
    "2021-10-31T23:00:00Z, 2021-11-01",
    "1969-12-31T22:59:59.999999Z, 1969-12-31",
    "1969-12-31T23:00:00Z, 1970-01-01",
  })
  void givenAnInstantAroundMidnightInMadrid_thenItsDayThere(Instant instant, LocalDate day) {
    assertThat(day(ZoneId.of("Europe/Madrid"), micros(instant)), is(day));
  }

  @Property
  void agreesWithJavaTimeInAnyYear(
      @ForAll @LongRange(min = -70_000_000_000L, max = 253_402_300_799L) long second) {
    for (String zone : List.of("Europe/Madrid", "Pacific/Apia", "Asia/Kathmandu", "-03:00")) {
      LocalDate expected = LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneId.of(zone));
      assertThat(day(ZoneId.of(zone), second * 1_000_000), is(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Madrid", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia"})
  void oneInstanceAgreesWithJavaTimeAroundEveryTransition(String name) {
    ZoneId zone = ZoneId.of(name);
    BusinessDays days = new BusinessDays(zone);
    for (ZoneOffsetTransition transition : zone.getRules().getTransitions()) {
      for (long offset = -1; offset <= 1; offset++) {
        Instant instant = transition.getInstant().plusSeconds(offset);
        LocalDate expected = LocalDate.ofInstant(instant, zone);
        assertThat(days.dayOf(micros(instant)), is((int) expected.toEpochDay()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Madrid", "America/St_Johns", "Pacific/Chatham", "UTC"})
  void oneInstanceAgreesWithJavaTimeWhateverTheOrder(String name) {
    ZoneId zone = ZoneId.of(name);
    BusinessDays days = new BusinessDays(zone);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(0, 2_000_000_000L);
      LocalDate expected = LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
      assertThat(days.dayOf(second * 1_000_000 + 999_999), is((int) expected.toEpochDay()));
    }
  }
}
