package dev.bookreel.transforms.join;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.packed.Packer;
import dev.bookreel.transforms.packed.Unpacker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What reviews say of movies and books, added up by link.
 *
 * <p>Reviews are many, and titles and names are few: these are numbered, and a link is a row of
 * numbers. Packed, a text stands where it first comes, and its number wherever it comes again.
 */
final class LinkSums {
  private static final int EMPTY = -1;
  private static final int TEXTS = 4;

  private final BytesDictionary texts = new BytesDictionary();

  /** For each link the texts of its movie's key and title and of its book's key and name. */
  private int[] named = new int[64 * TEXTS];

  private long[] reviews = new long[64];
  private long[] rated = new long[64];
  private long[] rates = new long[64];
  private int size;

  /** Links by a hash of both keys. */
  private int[] slots = slots(128);

  /** The number of a text. */
  int number(byte[] text) {
    return texts.number(text, 0, text.length);
  }

  /** Adds a review, its texts by their numbers; it may lack a rate. */
  void add(int movieKey, int movieTitle, int bookKey, int bookName, Integer rate) {
    int link = link(movieKey, movieTitle, bookKey, bookName);
    reviews[link]++;
    if (rate != null) {
      rated[link]++;
      rates[link] += rate;
    }
  }

  /** Adds what another worker packed. */
  void addAll(byte[] packed) {
    Unpacker in = new Unpacker();
    in.moveTo(packed, 0);
    List<Integer> known = new ArrayList<>();
    while (in.hasMore()) {
      int link =
          link(
              text(in, packed, known),
              text(in, packed, known),
              text(in, packed, known),
              text(in, packed, known));
      reviews[link] += in.unsigned();
      rated[link] += in.unsigned();
      rates[link] += in.unsigned();
    }
  }

  /**
   * Packs all links, each shard's for itself.
   *
   * @param shards how many there are; a link belongs to one of them by its keys alone
   */
  void pack(int shards, BiConsumer<Integer, byte[]> out) {
    int[] shardOf = new int[size];
    for (int link = 0; link < size; link++) {
      shardOf[link] = Math.floorMod(hash(movieKey(link)) * 31 + hash(bookKey(link)), shards);
    }
    int[] place = new int[texts.size()];
    for (int shard = 0; shard < shards; shard++) {
      Packer packer = new Packer();
      Arrays.fill(place, EMPTY);
      int places = 0;
      for (int link = 0; link < size; link++) {
        if (shardOf[link] == shard) {
          places = pack(link, place, places, packer);
        }
      }
      if (packer.size() > 0) {
        out.accept(shard, packer.take());
      }
    }
  }

  /** All links by their numbers, in the order of the keys of movie and book. */
  int[] inOrder() {
    String[] text = IntStream.range(0, texts.size()).mapToObj(texts::text).toArray(String[]::new);
    int[] byRank =
        IntStream.range(0, text.length)
            .boxed()
            .sorted((one, other) -> text[one].compareTo(text[other]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] rank = new int[byRank.length];
    for (int i = 0; i < byRank.length; i++) {
      rank[byRank[i]] = i;
    }
    long[] keys =
        IntStream.range(0, size)
            .mapToLong(link -> (long) rank[movieKey(link)] << Integer.SIZE | rank[bookKey(link)])
            .toArray();
    Arrays.sort(keys);
    return LongStream.of(keys)
        .mapToInt(key -> slots[find(byRank[(int) (key >>> Integer.SIZE)], byRank[(int) key])])
        .toArray();
  }

  /** All texts, by the numbers that links have for them. */
  BytesDictionary texts() {
    return texts;
  }

  int movieKey(int link) {
    return named[link * TEXTS];
  }

  /** The smallest spelling. */
  int movieTitle(int link) {
    return named[link * TEXTS + 1];
  }

  int bookKey(int link) {
    return named[link * TEXTS + 2];
  }

  /** The smallest spelling. */
  int bookName(int link) {
    return named[link * TEXTS + 3];
  }

  /** How many reviews link the two. */
  long reviews(int link) {
    return reviews[link];
  }

  /** Whether any of them has a rate. */
  boolean isRated(int link) {
    return rated[link] > 0;
  }

  /** The mean of these rates. */
  double averageRate(int link) {
    return (double) rates[link] / rated[link];
  }

  private int text(Unpacker in, byte[] packed, List<Integer> known) {
    int place = (int) in.unsigned();
    if (place == known.size()) {
      int length = (int) in.unsigned();
      known.add(texts.number(packed, in.position(), in.position() + length));
      in.moveTo(packed, in.position() + length);
    }
    return known.get(place);
  }

  private int pack(int link, int[] place, int before, Packer packer) {
    int places = before;
    for (int column = 0; column < TEXTS; column++) {
      int text = named[link * TEXTS + column];
      if (place[text] != EMPTY) {
        packer.putUnsigned(place[text]);
        continue;
      }
      place[text] = places++;
      packer.putUnsigned(place[text]);
      int length = texts.end(text) - texts.start(text);
      packer.putUnsigned(length);
      packer.putBytes(texts.pool(), texts.start(text), length);
    }
    packer.putUnsigned(reviews[link]);
    packer.putUnsigned(rated[link]);
    packer.putUnsigned(rates[link]);
    return places;
  }

  /** Finds a link, or begins one, and gives it the smaller spellings. */
  private int link(int movieKey, int movieTitle, int bookKey, int bookName) {
    int slot = find(movieKey, bookKey);
    int link = slots[slot];
    if (link == EMPTY) {
      link = size++;
      slots[slot] = link;
      if (size > reviews.length) {
        grow();
      }
      named[link * TEXTS] = movieKey;
      named[link * TEXTS + 1] = movieTitle;
      named[link * TEXTS + 2] = bookKey;
      named[link * TEXTS + 3] = bookName;
      if (size * 2 > slots.length) {
        rehash();
      }
      return link;
    }
    named[link * TEXTS + 1] = smaller(named[link * TEXTS + 1], movieTitle);
    named[link * TEXTS + 3] = smaller(named[link * TEXTS + 3], bookName);
    return link;
  }

  private int smaller(int one, int other) {
    return one == other || texts.text(one).compareTo(texts.text(other)) <= 0 ? one : other;
  }

  /** The slot of the link with these keys, or the one where it would be. */
  private int find(int movieKey, int bookKey) {
    long hash = ((long) movieKey << Integer.SIZE | bookKey) * 0x9E3779B97F4A7C15L;
    int mask = slots.length - 1;
    int slot = (int) (hash >>> Integer.SIZE) & mask;
    while (slots[slot] != EMPTY
        && (movieKey(slots[slot]) != movieKey || bookKey(slots[slot]) != bookKey)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int hash(int text) {
    return BytesDictionary.hash(texts.pool(), texts.start(text), texts.end(text));
  }

  private void grow() {
    named = Arrays.copyOf(named, named.length * 2);
    reviews = Arrays.copyOf(reviews, reviews.length * 2);
    rated = Arrays.copyOf(rated, rated.length * 2);
    rates = Arrays.copyOf(rates, rates.length * 2);
  }

  private void rehash() {
    slots = slots(slots.length * 2);
    for (int link = 0; link < size; link++) {
      slots[find(movieKey(link), bookKey(link))] = link;
    }
  }

  private static int[] slots(int count) {
    int[] empty = new int[count];
    Arrays.fill(empty, EMPTY);
    return empty;
  }
}
