package dev.bookreel.transforms.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.packed.BytesDictionary;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StreamChunkTest {

  @Property(tries = 200)
  void whatIsPacked_isUnpacked(
      @ForAll List<@StringLength(max = 40) String> titles,
      @ForAll @LongRange(min = -62135596800000000L, max = 253402300799999999L) long start,
      @ForAll @LongRange(min = 0, max = 400_000_000_000L) long length) {
    BytesDictionary rangeTitles = new BytesDictionary();
    StreamChunk.Encoder encoder = new StreamChunk.Encoder(3);
    List<String> expected = new ArrayList<>();
    int record = 0;
    for (String title : titles) {
      record += 7;
      byte[] bytes = title.getBytes(UTF_8);
      byte[] email = (title + "@x").getBytes(UTF_8);
      int number = rangeTitles.number(bytes, 0, bytes.length);
      encoder.title(rangeTitles, number);
      boolean isUser = title.length() % 2 == 1;
      if (isUser) {
        encoder.viewer(title.length() << 20);
      } else {
        encoder.viewer(email, 0, email.length);
      }
      encoder.session(0.5 * record, start, start + length, record);
      expected.add(
          new String(bytes, UTF_8)
              + "|"
              + (isUser ? "user " + (title.length() << 20) : new String(email, UTF_8))
              + "|"
              + 0.5 * record
              + "|"
              + start
              + "|"
              + (start + length)
              + "|"
              + record);
    }
    BytesDictionary shardTitles = new BytesDictionary();
    StreamChunk.Decoder row = new StreamChunk.Decoder(encoder.finish(), shardTitles);
    List<String> found = new ArrayList<>();
    while (row.next()) {
      found.add(
          shardTitles.text(row.title)
              + "|"
              + viewer(row)
              + "|"
              + row.sizeMb
              + "|"
              + row.startAt
              + "|"
              + row.endAt
              + "|"
              + row.record);
    }
    assertThat(found, is(expected));
    assertThat(row.file(), is(3));
  }

  private static String viewer(StreamChunk.Decoder row) {
    return row.user < 0
        ? new String(row.buffer(), row.emailStart, row.emailEnd - row.emailStart, UTF_8)
        : "user " + row.user;
  }

  @Test
  void dictionaryNumbersEachStringOnce() {
    BytesDictionary dictionary = new BytesDictionary();
    List<Integer> numbers = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 1000; i++) {
        byte[] bytes = ("title " + i).getBytes(UTF_8);
        numbers.add(dictionary.number(bytes, 0, bytes.length));
      }
    }
    assertThat(dictionary.size(), is(1000));
    assertThat(numbers.subList(0, 1000), is(numbers.subList(1000, 2000)));
    assertThat(dictionary.text(999), is("title 999"));
    assertThat(dictionary.find("title 999".getBytes(UTF_8), 0, 9), is(999));
    assertThat(dictionary.find("title 9999".getBytes(UTF_8), 0, 10), is(-1));
    assertThat(dictionary.text(0), is("title 0"));
  }
}
