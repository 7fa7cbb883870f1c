package dev.bookreel.transforms.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ByteSearchTest {
  private static final List<Integer> WANTED = List.of((int) '"', (int) '\n', (int) '\r');

  /** Neighbours of what is looked for, and bytes from 0x80 on: where eight at a time may err. */
  private static final byte[] NASTY = {
    0,
    1,
    '"',
    '"' - 1,
    '"' + 1,
    '\n',
    '\n' - 1,
    '\n' + 1,
    '\r',
    '\r' + 1,
    '\\',
    '\\' - 1,
    '\\' + 1,
    ' ',
    ' ' - 1,
    (byte) ('\\' | 0x80),
    127,
    -128,
    -127,
    -1,
    'a',
    (byte) ('"' | 0x80),
    (byte) ('\n' | 0x80)
  };

  @Property(tries = 5000)
  void theFirstOneIsFound(@ForAll("bytes") byte[] bytes) {
    assertFound(
        bytes, ByteSearch::quoteOrLineBreak, letter -> WANTED.contains((int) (byte) letter));
  }

  @Property(tries = 5000)
  void theEndOfATextInJsonIsFound(@ForAll("bytes") byte[] bytes) {
    assertFound(
        bytes,
        ByteSearch::endOfJsonText,
        letter -> letter == '"' || letter == '\\' || (letter >= 0 && letter < ' '));
  }

  @Property(tries = 5000)
  void theFirstByteBeyondAsciiIsFound(@ForAll("bytes") byte[] bytes) {
    assertFound(bytes, ByteSearch::beyondAscii, letter -> letter < 0);
  }

  private interface Search {
    int first(byte[] bytes, int from, int limit);
  }

  private static void assertFound(byte[] bytes, Search search, Predicate<Byte> wanted) {
    for (int from = 0; from <= Math.min(9, bytes.length); from++) {
      for (int limit = from; limit <= bytes.length; limit++) {
        int expected = from;
        while (expected < limit && !wanted.test(bytes[expected])) {
          expected++;
        }
        assertThat(search.first(bytes, from, limit), is(expected));
      }
    }
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> plain = Arbitraries.of(List.of((byte) 'a', (byte) 1, (byte) -1));
    Byte[] nasty = new Byte[NASTY.length];
    for (int i = 0; i < nasty.length; i++) {
      nasty[i] = NASTY[i];
    }
    return Arbitraries.frequencyOf(Tuple.of(6, plain), Tuple.of(1, Arbitraries.of(nasty)))
        .array(byte[].class)
        .ofMaxSize(40);
  }
}
