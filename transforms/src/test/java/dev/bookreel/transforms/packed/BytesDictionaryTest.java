package dev.bookreel.transforms.packed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.beam.sdk.util.SerializableUtils;

class BytesDictionaryTest {
  @Property(tries = 300)
  void stringsAreNumberedAsTheyFirstCome_whereverTheyLie(
      @ForAll @Size(max = 200) List<@StringLength(max = 12) String> texts) {
    BytesDictionary dictionary = new BytesDictionary();
    Map<String, Integer> expected = new HashMap<>();
    for (String text : texts) {
      byte[] bytes = text.getBytes(UTF_8);
      String known = new String(bytes, UTF_8);
      assertThat(dictionary.find(bytes, 0, bytes.length), is(expected.getOrDefault(known, -1)));
      expected.putIfAbsent(known, expected.size());
      byte[] within = ("<" + known + ">").getBytes(UTF_8);
      assertThat(dictionary.number(within, 1, within.length - 1), is(expected.get(known)));
    }
    check(dictionary, expected);
    check(SerializableUtils.clone(dictionary), expected);
  }

  @Example
  void manyStrings_alsoLongOnes_areFoundAgain() {
    BytesDictionary dictionary = new BytesDictionary();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String text = i % 1000 == 0 ? "long ".repeat(10_000) + i : "text " + i;
      expected.put(text, i);
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(dictionary.number(bytes, 0, bytes.length), is(i));
    }
    check(dictionary, expected);
    BytesDictionary copy = SerializableUtils.clone(dictionary);
    check(copy, expected);
    // A copy goes on like the one that it was made of.
    byte[] more = "more".getBytes(UTF_8);
    assertThat(copy.number(more, 0, more.length), is(50_000));
    expected.put("more", 50_000);
    check(copy, expected);
  }

  private static void check(BytesDictionary dictionary, Map<String, Integer> expected) {
    assertThat(dictionary.size(), is(expected.size()));
    expected.forEach(
        (text, number) -> {
          byte[] bytes = text.getBytes(UTF_8);
          assertThat(dictionary.find(bytes, 0, bytes.length), is(number));
          assertThat(dictionary.contains(bytes, 0, bytes.length), is(true));
          assertThat(dictionary.text(number), is(text));
          assertThat(dictionary.end(number) - dictionary.start(number), is(bytes.length));
        });
  }
}
