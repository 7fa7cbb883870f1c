package dev.bookreel.transforms.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchKeyTest {
  @ParameterizedTest
  @CsvSource({
    "Straße, STRASSE",
    "Straße, STRAẞE",
    "ﬁnal ofﬁce, FINAL OFFICE",
    "Amélie, AMÉLIE",
    "Ame\u0301lie, AMÉLIE",
    "WALL·E, wall·e",
    "Ｖｅｒｔｉｇｏ, vertigo",
    "ΌΔΟΣ, όδος",
    "ǅ, ǆ",
    "I, i",
    "Cidade\u00a0de\u3000Deus, 'CIDADE DE DEUS'",
    "Ⅳ, iv",
    "ᾳ, ΑΙ",
    "ŉ, ʼN",
  })
  void theseMatch(String one, String other) {
    assertThat(MatchKey.of(one), is(MatchKey.of(other)));
  }

  @Test
  void turkishLettersDoNotDependOnTheHost() {
    assertThat(MatchKey.of("TITANIC I"), is("titanic i"));
    assertThat(MatchKey.of("İ"), is("i\u0307"));
    assertThat(MatchKey.of("ı"), is("ı"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3 Idiots",
        " 3 Idiots ",
        "3\tIdiots",
        "3 \r\n Idiots",
        "\u20033\u2028\u0085Idiots\u1680",
        "3\u000bIdiots\u000c",
        "\u202f3 IDIOTS",
      })
  void whiteSpaceIsTrimmedAndCollapsed(String text) {
    assertThat(MatchKey.of(text), is("3 idiots"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0\u3000"})
  void nothingButWhiteSpaceIsTheEmptyKey(String text) {
    assertThat(MatchKey.of(text), is(""));
  }

  @Property(tries = 5000)
  void theKeyOfAKeyIsItself(@ForAll("texts") String text) {
    String key = MatchKey.of(text);
    assertThat(MatchKey.of(key), is(key));
    assertThat(MatchKey.of("  " + text + "\t"), is(key));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> ascii = Arbitraries.strings().ascii().ofMaxLength(12);
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12);
    Arbitrary<String> marks =
        Arbitraries.of(
                "a", "A", "\u0301", "\u0345", "´", " ", "\u0085", "ß", "ﬁ", "İ", "\u00ad", "Σ", "ᾳ")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(ascii, any, marks);
  }
}
