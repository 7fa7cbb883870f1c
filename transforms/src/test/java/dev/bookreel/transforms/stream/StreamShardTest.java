package dev.bookreel.transforms.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.packed.BytesDictionary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StreamShardTest {
  private static final BytesDictionary USERS = new BytesDictionary();

  static {
    for (String key : List.of("somebody@x.org", "a@x.org")) {
      USERS.number(key.getBytes(UTF_8), 0, key.length());
    }
  }

  /** A delivered record; few different values, so that keys meet often. */
  record Session(String title, String email, long startAt, double sizeMb) {
    String key() {
      return title.toUpperCase(Locale.ROOT) + "|" + email.toUpperCase(Locale.ROOT) + "|" + startAt;
    }
  }

  @Provide
  Arbitrary<List<Session>> sessions() {
    return Combinators.combine(
            Arbitraries.of("Rush", "RUSH", "Up", "Amélie"),
            Arbitraries.of("a@x.org", "A@X.org", "b@x.org"),
            Arbitraries.longs().between(0, 3),
            Arbitraries.doubles().between(0, 1e6))
        .as(Session::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 300)
  void ofEachKey_theLastDeliveredRecordStays(
      @ForAll("sessions") List<Session> delivered, @ForAll boolean reversed) {
    StreamShard shard = new StreamShard(USERS);
    List<byte[]> chunks = new ArrayList<>();
    Map<String, Session> expected = new HashMap<>();
    for (int record = 0; record < delivered.size(); record++) {
      Session session = delivered.get(record);
      chunks.add(chunk(session, record + 1));
      expected.put(session.key(), session);
    }
    if (reversed) {
      Collections.reverse(chunks);
    }
    chunks.forEach(shard::addDelivered);
    shard.resolve(TakeIn.ALL);

    Map<String, Session> kept = new TreeMap<>();
    for (int row = 0; row < shard.size(); row++) {
      Session session =
          new Session(
              shard.titles().text(shard.rows().titles()[row]),
              shard.emails().text(shard.rows().emails()[row]),
              shard.rows().startsAt()[row],
              shard.rows().sizesMb()[row]);
      kept.put(session.key(), session);
    }
    assertThat(kept, is(new TreeMap<>(expected)));
    assertThat(shard.size(), is(expected.size()));
    assertThat(shard.tally().accepted(), is((long) expected.size()));
    assertThat(shard.tally().duplicates(), is((long) delivered.size() - expected.size()));
    assertThat(shard.tally().inserted(), is((long) expected.size()));
  }

  /** Some of a user's sessions come by number, some by address: they must meet all the same. */
  private static byte[] chunk(Session session, int record) {
    BytesDictionary titles = new BytesDictionary();
    byte[] title = session.title().getBytes(UTF_8);
    byte[] email = session.email().getBytes(UTF_8);
    StreamChunk.Encoder encoder = new StreamChunk.Encoder(0);
    encoder.title(titles, titles.number(title, 0, title.length));
    int user = USERS.find(email, 0, email.length);
    if (user >= 0 && record % 2 == 0) {
      encoder.viewer(user);
    } else {
      encoder.viewer(email, 0, email.length);
    }
    encoder.session(session.sizeMb(), session.startAt(), session.startAt() + 1, record);
    return encoder.finish();
  }
}
