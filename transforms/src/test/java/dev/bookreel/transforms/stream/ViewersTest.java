package dev.bookreel.transforms.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.text.MatchKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@x.org",
        "A@x.org",
        "a\u00e4@x.org",
        "A\u00e4@x.org",
        "a\u00c4@x.org",
        "\u00df@x.org",
        "a b@x.org",
        "a  b@x.org",
        "x",
        "\ud83d\ude00@X.org"
      })
  void anAddressIsFoldedLikeAnyText_andKnownToBeItsKeyOrNot(String email) {
    Viewers viewers = new Viewers();
    byte[] longer = ("before" + email + "behind").getBytes(UTF_8);
    viewers.fold("A\u00c4 ONE BEFORE THAT IS LONG ENOUGH".getBytes(UTF_8), 0, 20);
    viewers.fold(longer, 6, longer.length - 6);
    assertThat(viewers.text(), is(MatchKey.of(email)));
    assertThat(viewers.isKey(), is(MatchKey.of(email).equals(email)));
  }
}
