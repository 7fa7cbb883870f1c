package dev.bookreel.transforms.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
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
    for (int from = 0; from <= Math.min(9, bytes.length); from++) {
      for (int limit = from; limit <= bytes.length; limit++) {
        assertThat(
            ByteSearch.quoteOrLineBreak(bytes, from, limit), is(oneByOne(bytes, from, limit)));
      }
    }
  }

  private static int oneByOne(byte[] bytes, int from, int limit) {
    for (int position = from; position < limit; position++) {
      if (WANTED.contains((int) bytes[position])) {
        return position;
      }
    }
    return limit;
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
