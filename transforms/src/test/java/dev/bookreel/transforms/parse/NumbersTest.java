package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  private static double parseDouble(String text) throws Rejected {
    byte[] padded = ("7" + text + "7").getBytes(UTF_8);
    return Numbers.parseDouble(padded, 1, padded.length - 1, "size_mb");
  }

  @ParameterizedTest
  @CsvSource({
    "613.4245936603365, 613.4245936603365",
    "0, 0.0",
    "-0, 0.0",
    "-0.0, 0.0",
    "1876, 1876.0",
    "1e3, 1000.0",
    "1.5E-3, 0.0015",
    ".5, 0.5",
    "5., 5.0",
    "+2, 2.0",
    "4.9e-324, 4.9e-324",
    "1e-999, 0.0",
    "1.7976931348623157e308, 1.7976931348623157e308",
  })
  void givenADecimalNumber_thenItsValue(String text, double value) throws Rejected {
    assertThat(Double.compare(parseDouble(text), value), is(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "NaN",
        "Infinity",
        "-Infinity",
        "+Infinity",
        "1e999",
        "-1e999",
        "0x1p3",
        "0x10",
        "12d",
        "12f",
        "12F",
        "12D",
        "12 MB",
        "12MB",
        " 12",
        "12 ",
        "\t12",
        "1,5",
        "1_000",
        "1.2.3",
        "--1",
        "1e",
        "e1",
        ".",
        "-",
        "+",
        "1-2",
        "unknown",
        "null",
        "１２",
        "12\u00a0",
      })
  void givenAnythingElse_thenItIsRejectedAndShown(String text) {
    Rejected e = assertThrows(Rejected.class, () -> parseDouble(text));
    assertThat(e.rule(), is("size_mb.number"));
    assertThat(e.getMessage(), is("size_mb is \"" + text + "\", not a plain number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-0.001", "-4.9e-324"})
  void givenANegativeNumber_thenItIsOutOfRange(String text) {
    Rejected e = assertThrows(Rejected.class, () -> parseDouble(text));
    assertThat(e.rule(), is("size_mb.range"));
    assertThat(e.getMessage(), is("size_mb is " + text + ", below zero"));
  }

  @Test
  void givenMoreDigitsThanANumberNeeds_thenItIsRejectedWithAnExcerpt() {
    Rejected e = assertThrows(Rejected.class, () -> parseDouble("9".repeat(5000)));
    assertThat(e.getMessage(), is("size_mb is \"" + "9".repeat(40) + "\", not a plain number"));
  }

  @Property
  void whatJavaPrintsIsReadBack(@ForAll @DoubleRange(min = 0, max = 1e300) double value)
      throws Rejected {
    assertThat(parseDouble(Double.toString(value)), is(value));
  }

  @Property
  void aDecimalNumberIsRoundedAsBigDecimalDoes(
      @ForAll @BigRange(min = "0", max = "99999999999999999999999999") BigInteger digits,
      @ForAll @IntRange(min = -320, max = 280) int exponent)
      throws Rejected {
    for (String text : List.of(digits + "e" + exponent, digits + ".5E" + exponent, "." + digits)) {
      assertThat(parseDouble(text), is(new BigDecimal(text).doubleValue()));
    }
  }

  @Property
  void wholeNumbersAreReadBack(@ForAll @IntRange(max = Integer.MAX_VALUE) int value)
      throws Rejected {
    assertThat(Numbers.parseInt(Integer.toString(value), "pages"), is(value));
    assertThat(Numbers.parseInt("000000000000" + value, "pages"), is(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x10", "١", "unknown", "--1"})
  void givenNoWholeNumber_thenItIsRejectedAndShown(String text) {
    Rejected e = assertThrows(Rejected.class, () -> Numbers.parseInt(text, "pages"));
    assertThat(e.rule(), is("pages.number"));
    assertThat(e.getMessage(), is("pages is \"" + text + "\", not a whole number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2147483648", "4294967296", "18446744073709551616", "-2147483648"})
  void givenAWholeNumberOutOfRange_thenItIsRejectedAndShown(String text) {
    Rejected e = assertThrows(Rejected.class, () -> Numbers.parseInt(text, "pages"));
    assertThat(e.rule(), is("pages.range"));
    assertThat(e.getMessage(), is("pages is " + text + ", not a number from 0 to 2147483647"));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "3.0, 3",
    "3e0, 3",
    "0.3E+1, 3",
    "100, 100",
    "-0, 0",
    "-3.00, -3",
    "0e99999, 0",
    "1e39, 1000000000000000000000000000000000000000",
    "1e1000, 1e1000",
    "1e-1, 1e-1",
    "1.50, 1.50",
    "1e999999999, 1e999999999",
    "1e-999999999, 1e-999999999",
    "1e99999999999, 1e99999999999",
    "100e2147483647, 100e2147483647",
  })
  void aWholeNumberLosesItsFraction(String json, String shortest) {
    assertThat(Numbers.shortest(json), is(shortest));
  }
}
