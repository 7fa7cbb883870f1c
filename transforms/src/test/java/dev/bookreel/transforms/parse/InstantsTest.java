package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
  /** The seconds of the years 0001 to 9999, but for a day at both ends. */
  private static final long FIRST = -62_135_510_400L;

  private static final long LAST = 253_402_214_399L;

  @ParameterizedTest
  @CsvSource({
    "2021-12-25T14:27:16.273+0100, 1640438836273000",
    "2021-12-25 14:27:16.273+01:00, 1640438836273000",
    "2021-12-25T14:27:16.273+01, 1640438836273000",
    "2021-12-25T14:27:16Z, 1640442436000000",
    "1970-01-01T00:00:00.000001999Z, 1",
    "1969-12-31T23:59:59.999999Z, -1",
    "1969-12-31T23:59:59.9999999Z, -1",
    "1969-12-31T12:00:00.5-0330, -30599500000",
    "2000-02-29T00:00:00Z, 951782400000000",
    "0001-01-01T00:00:00Z, -62135596800000000",
    "0001-01-01T00:01:00+00:01, -62135596800000000",
    "9999-12-31T23:59:59.999999999Z, 253402300799999999",
    "9999-12-31T23:58:59.999999999-00:01, 253402300799999999",
    "2021-01-01T00:00:00-00:00, 1609459200000000",
    "2021-01-01T00:00:00+18:00, 1609394400000000",
  })
  void givenAnInstant_thenMicroseconds(String text, long micros) throws Rejected {
    assertThat(Instants.parseMicros(text, "start_at"), is(micros));
    byte[] padded = ("99" + text + "99").getBytes(UTF_8);
    assertThat(Instants.parseMicros(padded, 2, padded.length - 2, "start_at"), is(micros));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "unknown",
        "2021-12-25",
        "2021-12-25T14:27:16",
        "2021-12-25T14:27:16.273",
        "2021-12-25T14:27Z",
        "2021-02-29T00:00:00Z",
        "2021-02-30T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2021-04-31T00:00:00Z",
        "2021-13-01T00:00:00Z",
        "2021-00-01T00:00:00Z",
        "2021-01-00T00:00:00Z",
        "2021-01-32T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2021-12-25T24:00:00Z",
        "2021-12-25T23:60:00Z",
        "2016-12-31T23:59:60Z",
        "2021-12-25t14:27:16Z",
        "2021-12-25T14:27:16z",
        "2021/12/25T14:27:16Z",
        "2021-12-25T14.27.16Z",
        "2021-12-25T14:27:16.Z",
        "2021-12-25T14:27:16,5Z",
        "2021-12-25T14:27:16.1234567890Z",
        "2021-12-25T14:27:16+1",
        "2021-12-25T14:27:16+010",
        "2021-12-25T14:27:16+01:0",
        "2021-12-25T14:27:16+01-00",
        "2021-12-25T14:27:16+01000",
        "2021-12-25T14:27:16+0160",
        "2021-12-25T14:27:16+1801",
        "2021-12-25T14:27:16+9900",
        "2021-12-25T14:27:16Z ",
        " 2021-12-25T14:27:16Z",
        "2021-12-25T14:27:16ZZ",
        "+2021-12-25T14:27:16Z",
        "-021-12-25T14:27:16Z",
        "２021-12-25T14:27:16Z",
        "2021-12-2\u0665T14:27:16Z",
      })
  void givenAnythingElse_thenItIsRejectedAndShown(String text) {
    Rejected e = assertThrows(Rejected.class, () -> Instants.parseMicros(text, "start_at"));
    assertThat(e.rule(), is("start_at.instant"));
    assertThat(
        e.getMessage(),
        is("start_at is \"" + text + "\", not a time stamp such as 2021-12-25T14:27:16.273+0100"));
    byte[] bytes = text.getBytes(UTF_8);
    Rejected same =
        assertThrows(
            Rejected.class, () -> Instants.parseMicros(bytes, 0, bytes.length, "start_at"));
    assertThat(same.getMessage(), is(e.getMessage()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:59+00:01",
        "0001-01-01T17:59:59.999999999+18:00",
        "9999-12-31T23:59:00-00:01",
        "9999-12-31T06:00:00-18:00",
      })
  void givenAnInstantOfNoYearThatTablesHold_thenItIsRejected(String text) {
    Rejected e = assertThrows(Rejected.class, () -> Instants.parseMicros(text, "start_at"));
    assertThat(e.rule(), is("start_at.instant"));
    assertThat(
        e.getMessage(),
        is("start_at is \"" + text + "\", which is not of a year from 0001 to 9999 in UTC"));
  }

  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, false",
    "0001-01-01T23:59:59.999999Z, false",
    "0001-01-02T00:00:00Z, true",
    "2021-12-25T14:27:16Z, true",
    "9999-12-30T23:59:59.999999Z, true",
    "9999-12-31T00:00:00Z, false",
    "9999-12-31T23:59:59.999999Z, false",
  })
  void atTheEndsOfTime_someZonesHaveNoDateForIt(String text, boolean isDated) throws Rejected {
    long micros = Instants.parseMicros(text, "start_at");
    assertThat(Instants.isDatedEverywhere(micros), is(isDated));
    LocalDateTime utc = LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000), 0, UTC);
    boolean inAll = utc.minusHours(18).getYear() >= 1 && utc.plusHours(18).getYear() <= 9999;
    assertThat("never more than there is", inAll || !isDated);
  }

  @Property
  void agreesWithJavaTime(
      @ForAll @LongRange(min = FIRST, max = LAST) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes)
      throws Rejected {
    Instant instant = Instant.ofEpochSecond(second, nano);
    OffsetDateTime local = instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    String text =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxx", Locale.ROOT).format(local);
    long micros = second * 1_000_000 + nano / 1000;
    assertThat(Instants.parseMicros(text, "at"), is(micros));
    assertThat(Instants.parseLocalDate(text, "at"), is((int) local.toLocalDate().toEpochDay()));
  }

  @Property
  void everyDayThereIsAndNoOther(
      @ForAll @IntRange(min = 1, max = 9999) int year,
      @ForAll @IntRange(max = 13) int month,
      @ForAll @IntRange(max = 32) int day) {
    String text = String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    assertThat(localDate(text), is(javaDate(text)));
  }

  private static String localDate(String text) {
    try {
      return LocalDate.ofEpochDay(Instants.parseLocalDate(text, "died_at")).toString();
    } catch (Rejected e) {
      return e.rule();
    }
  }

  private static String javaDate(String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (java.time.DateTimeException e) {
      return "died_at.date";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1956-05-07T00:00:00.000+0000, 1956-05-07",
    "1956-05-07T23:59:59.999-0800, 1956-05-07",
    "1956-05-07T00:00:00.000+0200, 1956-05-07",
    "2042-08-07, 2042-08-07",
  })
  void givenADateOrAnInstant_thenTheDateInItsOwnOffset(String text, LocalDate date)
      throws Rejected {
    assertThat(Instants.parseLocalDate(text, "birth_date"), is((int) date.toEpochDay()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1956", "1956-05-7", "1956-05-07 ", "1956-05-07T00:00:00", "07.05.1956"})
  void givenNoDate_thenItIsRejectedAndShown(String text) {
    Rejected e = assertThrows(Rejected.class, () -> Instants.parseLocalDate(text, "birth_date"));
    assertThat(e.rule(), is("birth_date.date"));
    assertThat(e.getMessage(), is("birth_date is \"" + text + "\", not a date"));
  }
}
