package dev.bookreel.transforms.packed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PackerTest {

  @Property
  void differentValuesHaveDifferentBytes(
      @ForAll("values") List<Object> some, @ForAll("values") List<Object> others) {
    assertThat(Arrays.equals(packed(some), packed(others)), is(some.equals(others)));
  }

  @Property
  void aTextIsPackedAsItsBytesAre(@ForAll String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Packer packer = new Packer();
    packer.putText(utf8);

    assertThat(packer.take(), is(packed(List.of(text))));
  }

  @Property
  void numbersComeBack(@ForAll List<Long> numbers) {
    Packer packer = new Packer();
    for (long number : numbers) {
      packer.putUnsigned(number);
      packer.putFixed(number);
    }
    Unpacker unpacker = new Unpacker();
    unpacker.moveTo(packer.take(), 0);
    for (long number : numbers) {
      assertThat(unpacker.unsigned(), is(number));
      assertThat(unpacker.fixed(), is(number));
    }
    assertThat(unpacker.hasMore(), is(false));
  }

  @Test
  void aValueOfNoKnownKind_isAMistake() {
    IllegalArgumentException mistake =
        assertThrows(IllegalArgumentException.class, () -> new Packer().putValue(BigInteger.ONE));

    assertThat(mistake.getMessage(), is("no kind for a value of class java.math.BigInteger"));
  }

  @Provide
  Arbitrary<List<Object>> values() {
    return Arbitraries.of(
            null,
            "",
            "a",
            "ab",
            0,
            -1,
            97,
            0L,
            97L,
            0.0,
            -0.0,
            0.1,
            true,
            false,
            List.of(),
            List.of(""),
            List.of("a"),
            List.of("a", "b"),
            List.of("ab"))
        .injectNull(0.1)
        .list()
        .ofMaxSize(3);
  }

  private static byte[] packed(List<Object> values) {
    Packer packer = new Packer();
    values.forEach(packer::putValue);
    return packer.take();
  }
}
