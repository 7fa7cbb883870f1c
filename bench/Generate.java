import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes data of the real shape in any size, and what a correct load of it must find.
 *
 * <p>{@code java bench/Generate.java --streams=20000000 --reviews=1000000 --seed=1 --out=DIR
 * [--dirt]}. The same options give the same bytes everywhere. Without {@code --dirt} there are
 * exact duplicates and orphans, but nothing to quarantine.
 */
final class Generate {
  private static final String[] WORDS =
      ("Amber Anchor Autumn Bitter Border Bridge Broken Candle Castle Cellar Cinder Copper Crossing"
           + " Distant Ember Empire Evening Fallen Feather Fortune Garden Glass Golden Harbour"
           + " Hidden Hollow Iron Island Ivory Journey Kingdom Lantern Letter Library Marble Market"
           + " Meadow Mercy Midnight Mirror Morning Mountain Narrow Northern Ocean Orchard Paper"
           + " Passage Pilgrim Promise Quiet Railway River Saffron Secret Shadow Silent Silver"
           + " Sleeper Southern Station Stolen Summer Thunder Tower Valley Velvet Voyage Winter"
           + " Wonder Yellow")
          .split(" ");
  private static final String[] SLUGS =
      "singaporeans french germans italians turks greeks danes kenyans irish welsh dutch japanese"
          .split(" ");
  private static final String[] RATES = {"", "ONE", "TWO", "THREE", "FOUR", "FIVE"};

  /** The real data have 783 users at 9,652 streams; beyond that it is 200 streams a user. */
  private static final int MIN_USERS = 783;

  private static final long MONTH_MILLIS = 31L * 86_400_000;
  private static final int DUPLICATES_EVERY = 1000;
  private static final int DIRT_EVERY = 5000;

  private final long streams;
  private final long reviews;
  private final long seed;
  private final boolean dirt;
  private final Path out;

  private final String[] movies;
  private final int[] minutes;
  private final byte[][] emails;
  private final String[] books;
  private final String[] authors;

  private Generate(long streams, long reviews, long seed, boolean dirt, Path out) {
    this.streams = streams;
    this.reviews = reviews;
    this.seed = seed;
    this.dirt = dirt;
    this.out = out;
    movies = titles(between(streams / 50_000, 91, 400), random("movies"), "Unforgiven");
    minutes = random("minutes").ints(movies.length, 70, 200).toArray();
    emails = new byte[(int) Math.max(MIN_USERS, streams / 200)][];
    for (int user = 0; user < emails.length; user++) {
      emails[user] = email(user).getBytes(StandardCharsets.US_ASCII);
    }
    books = titles(between(reviews / 100, 103, 10_000), random("books"), "The Waste Land");
    authors = new String[between(reviews / 200, 200, 5_000)];
    for (int author = 0; author < authors.length; author++) {
      authors[author] = "Author " + word(author) + " " + word(author / WORDS.length) + " " + author;
    }
  }

  public static void main(String[] args) throws IOException {
    long streams = 20_000_000;
    long reviews = 1_000_000;
    long seed = 1;
    boolean dirt = false;
    Path out = null;
    for (String arg : args) {
      String value = arg.substring(arg.indexOf('=') + 1);
      switch (arg.split("=")[0]) {
        case "--streams" -> streams = Long.parseLong(value);
        case "--reviews" -> reviews = Long.parseLong(value);
        case "--seed" -> seed = Long.parseLong(value);
        case "--out" -> out = Path.of(value);
        case "--dirt" -> dirt = true;
        default -> usage("no such option: " + arg);
      }
    }
    if (out == null) {
      usage("--out is missing");
    }
    new Generate(streams, reviews, seed, dirt, out).run();
  }

  private static void usage(String problem) {
    System.err.println(problem);
    System.err.println(
        "java bench/Generate.java --streams=N --reviews=N --seed=N --out=DIR [--dirt]");
    System.exit(2);
  }

  private void run() throws IOException {
    Path internal = Files.createDirectories(out.resolve("internal"));
    Path vendor = Files.createDirectories(out.resolve("vendor"));
    writeMovies(internal.resolve("movies.csv"));
    writeUsers(internal.resolve("users.csv"));
    writeAuthors(vendor.resolve("authors.json"));
    writeBooks(vendor.resolve("books.json"));
    String ofReviews = writeReviews(vendor.resolve("reviews.json"));
    String ofStreams = writeStreams(internal.resolve("streams.csv"));
    String expected =
        "{\"movies\": {\"read\": %d, \"rows\": %d},%n \"users\": {\"read\": %d, \"rows\": %d},%n"
            + " \"authors\": {\"read\": %d, \"rows\": %d},%n \"books\": {\"read\": %d, \"rows\":"
            + " %d},%n \"reviews\": %s,%n \"streams\": %s}%n";
    String json =
        String.format(
                Locale.ROOT,
                expected,
                movies.length,
                movies.length,
                emails.length,
                emails.length,
                authors.length,
                authors.length,
                books.length,
                books.length,
                ofReviews,
                ofStreams)
            .replace(System.lineSeparator(), "\n");
    Files.writeString(out.resolve("expected.json"), json);
    System.out.print(json);
  }

  // ---------------------------------------------------------------- the wide one

  private String writeStreams(Path file) throws IOException {
    byte[][] titles = new byte[movies.length][];
    for (int movie = 0; movie < movies.length; movie++) {
      titles[movie] = quoted(movies[movie]).getBytes(StandardCharsets.UTF_8);
    }
    byte[] orphanTitle = "\"A Film Nobody Catalogued, Part 2\"".getBytes(StandardCharsets.UTF_8);
    byte[] orphanUser = "nobody.knows@example.org".getBytes(StandardCharsets.US_ASCII);
    byte[][] days = new byte[32 + 3][];
    for (int day = 0; day < days.length; day++) {
      days[day] =
          LocalDate.of(2021, 12, 1).plusDays(day).toString().getBytes(StandardCharsets.US_ASCII);
    }
    SplittableRandom random = random("streams");
    byte[] row = new byte[1024];
    byte[] earlier = {};
    long read = 0;
    long duplicates = 0;
    long quarantined = 0;
    long watchMillis = 0;
    BigInteger sizes = BigInteger.ZERO;
    long sizesLow = 0; // in 10^-13 megabytes; carried over before it can overflow
    try (Output output = new Output(file)) {
      output.write("movie_title,user_email,size_mb,start_at,end_at\n");
      for (; read < streams; read++) {
        if (comesAgain(read)) {
          output.write(earlier, earlier.length);
          duplicates++;
          continue;
        }
        // Unique: the step has no factor in common with the month, so no two rows share a key by
        // chance.
        long start = Math.floorMod(read * 1_000_003L + seed * 7_919, MONTH_MILLIS);
        long end = start + 60_000 + random.nextInt(86_340_000);
        // 16 or 17 digits in all, as the real sizes have them: a whole part and 13 places.
        long size = 20_0000000000000L + random.nextLong(2_180_0000000000000L);
        boolean broken = dirt && read % DIRT_EVERY == 77;
        int movie = random.nextInt(titles.length);
        int user = random.nextInt(emails.length);
        int length = put(row, 0, read % 997 == 5 ? orphanTitle : titles[movie]);
        row[length++] = ',';
        length = put(row, length, read % 991 == 7 ? orphanUser : emails[user]);
        row[length++] = ',';
        if (broken) {
          row[length++] = '-';
        }
        length = putSize(row, length, size);
        row[length++] = ',';
        length = putInstant(row, length, days, start);
        row[length++] = ',';
        length = putInstant(row, length, days, end);
        row[length++] = '\n';
        output.write(row, length);
        if (isRemembered(read)) {
          earlier = Arrays.copyOf(row, length);
        }
        if (broken) {
          quarantined++;
          continue;
        }
        watchMillis += end - start;
        sizesLow += size;
        if (sizesLow > Long.MAX_VALUE / 2) {
          sizes = sizes.add(BigInteger.valueOf(sizesLow));
          sizesLow = 0;
        }
      }
    }
    sizes = sizes.add(BigInteger.valueOf(sizesLow));
    long rows = read - duplicates - quarantined;
    return String.format(
        Locale.ROOT,
        "{\"read\": %d, \"rows\": %d, \"duplicates\": %d, \"quarantined\": %d, \"size_mb\": %s,"
            + " \"watch_seconds\": %s}",
        read,
        rows,
        duplicates,
        quarantined,
        new BigDecimal(sizes, 13).toPlainString(),
        BigDecimal.valueOf(watchMillis, 3).toPlainString());
  }

  /** One record in a thousand was there before, half a thousand records ago. */
  private static boolean comesAgain(long record) {
    return record > 0 && record % DUPLICATES_EVERY == 0;
  }

  private static boolean isRemembered(long record) {
    return record % DUPLICATES_EVERY == DUPLICATES_EVERY / 2;
  }

  /** A size with at least one place and no zeros at its end, as a double prints. */
  private static int putSize(byte[] row, int at, long size) {
    int position = putNumber(row, at, size / 10_000_000_000_000L, 1);
    row[position++] = '.';
    position = putNumber(row, position, size % 10_000_000_000_000L, 13);
    while (row[position - 1] == '0' && row[position - 2] != '.') {
      position--;
    }
    return position;
  }

  private static int putInstant(byte[] row, int at, byte[][] days, long millis) {
    int position = put(row, at, days[(int) (millis / 86_400_000)]);
    int ofDay = (int) (millis % 86_400_000);
    row[position++] = 'T';
    position = putNumber(row, position, ofDay / 3_600_000, 2);
    row[position++] = ':';
    position = putNumber(row, position, ofDay / 60_000 % 60, 2);
    row[position++] = ':';
    position = putNumber(row, position, ofDay / 1000 % 60, 2);
    row[position++] = '.';
    position = putNumber(row, position, ofDay % 1000, 3);
    row[position++] = '+';
    return putNumber(row, position, 100, 4);
  }

  private static int putNumber(byte[] row, int at, long number, int digits) {
    int width = digits;
    for (long rest = number; rest >= 10 && digits == 1; rest /= 10) {
      width++;
    }
    long rest = number;
    for (int position = at + width - 1; position >= at; position--) {
      row[position] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + width;
  }

  private static int put(byte[] row, int at, byte[] text) {
    System.arraycopy(text, 0, row, at, text.length);
    return at + text.length;
  }

  // ---------------------------------------------------------------- the dumps

  private void writeMovies(Path file) throws IOException {
    SplittableRandom random = random("catalogue");
    try (Output output = new Output(file)) {
      output.write("title,duration_mins,original_language,size_mb\n");
      for (int movie = 0; movie < movies.length; movie++) {
        output.write(
            quoted(movies[movie])
                + ","
                + minutes[movie]
                + ",English,"
                + random.nextInt(400, 2400)
                + "\n");
      }
    }
  }

  private void writeUsers(Path file) throws IOException {
    try (Output output = new Output(file)) {
      output.write("first_name,last_name,email\n");
      for (int user = 0; user < emails.length; user++) {
        output.write(word(user * 31) + "," + word(user * 17 + 5) + ",");
        output.write(emails[user], emails[user].length);
        output.write("\n");
      }
    }
  }

  private void writeAuthors(Path file) throws IOException {
    try (Output output = new Output(file)) {
      output.write("[");
      for (int author = 0; author < authors.length; author++) {
        String slug = SLUGS[author % SLUGS.length];
        String real = "{\"id\":null,\"label\":\"" + slug + "\",\"slug\":\"" + slug + "\"}";
        String blank = "{\"id\":null,\"label\":\"\",\"slug\":null}";
        output.write(
            (author == 0 ? "" : ",")
                + "{\"metadata\":{\"name\":\""
                + authors[author]
                + "\",\"birth_date\":\"19"
                + (10 + author % 80)
                + "-05-07T00:00:00.000+0000\",\"died_at\":null},\"nationalities\":["
                + (author % 2 == 0 ? real + "," + blank : blank + "," + real)
                + "]}");
      }
      output.write("]");
    }
  }

  private void writeBooks(Path file) throws IOException {
    SplittableRandom random = random("shelf");
    try (Output output = new Output(file)) {
      output.write("[");
      for (int book = 0; book < books.length; book++) {
        String author =
            book % 13 == 0 ? "An Author Without a Record" : authors[book % authors.length];
        output.write(
            (book == 0 ? "" : ",")
                + "{\"name\":\""
                + books[book]
                + "\",\"pages\":"
                + random.nextInt(90, 9000)
                + ",\"author\":\""
                + author
                + "\",\"publisher\":\"Harcourt Assessment\"}");
      }
      output.write("]");
    }
  }

  private String writeReviews(Path file) throws IOException {
    SplittableRandom random = random("reviews");
    String[] loudBooks = loud(books);
    // Half of the reviews are about films outside the catalogue, and a few of the catalogue's have
    // none.
    String[] loudMovies = loud(Arrays.copyOf(movies, movies.length - movies.length / 15));
    String[] strangers = loud(titles(loudMovies.length, random("strangers"), "The Sting"));
    String earlier = "";
    long duplicates = 0;
    long rates = 0;
    try (Output output = new Output(file)) {
      output.write("[");
      for (long review = 0; review < reviews; review++) {
        if (review > 0) {
          output.write(",");
        }
        if (comesAgain(review)) {
          output.write(earlier);
          duplicates++;
          continue;
        }
        int rate = 1 + random.nextInt(5);
        rates += rate;
        String title = random.nextBoolean() ? any(loudMovies, random) : any(strangers, random);
        String film = "{\"id\":0,\"title\":\"" + title + "\"}";
        String sentinel = "{\"id\":0,\"title\":\"end\"}";
        String record =
            "{\"content\":{\"text\":\""
                + sentence(random)
                + " "
                + sentence(random)
                + "\"},\"rating\":{\"rate\":"
                + rate
                + ",\"label\":\""
                + RATES[rate]
                + "\"},\"books\":[{\"id\":null,\"metadata\":{\"title\":\""
                + any(loudBooks, random)
                + "\",\"pages\":\"unknown\"}}],\"movies\":["
                + (random.nextBoolean() ? film + "," + sentinel : sentinel + "," + film)
                + "],\"updated\":\""
                + instant(random.nextLong(MONTH_MILLIS))
                // Unique, so that no two reviews share a key by chance.
                + "\",\"created\":\""
                + instant(Math.floorMod(review * 1_000_003L, MONTH_MILLIS))
                + "\"}";
        output.write(record);
        if (isRemembered(review)) {
          earlier = record;
        }
      }
      output.write("]");
    }
    return String.format(
        Locale.ROOT,
        "{\"read\": %d, \"rows\": %d, \"duplicates\": %d, \"rates\": %d}",
        reviews,
        reviews - duplicates,
        duplicates,
        rates);
  }

  private static String instant(long millis) {
    long day = 1 + millis / 86_400_000;
    long ofDay = millis % 86_400_000;
    StringBuilder text = new StringBuilder("2021-12-");
    two(text, day).append('T');
    two(text, ofDay / 3_600_000).append(':');
    two(text, ofDay / 60_000 % 60).append(':');
    two(text, ofDay / 1000 % 60).append('.').append(ofDay % 1000 / 100);
    return two(text, ofDay % 100).append("+0100").toString();
  }

  private static StringBuilder two(StringBuilder text, long number) {
    return text.append(number / 10).append(number % 10);
  }

  private static String sentence(SplittableRandom random) {
    return any(WORDS, random)
        + " "
        + any(WORDS, random).toLowerCase(Locale.ROOT)
        + " "
        + any(WORDS, random).toLowerCase(Locale.ROOT)
        + ".";
  }

  // ---------------------------------------------------------------- names

  /** Distinct titles, every ninth of them with a comma, the given one in front. */
  private static String[] titles(int count, SplittableRandom random, String first) {
    String[] titles = new String[count];
    titles[0] = first;
    int offset = random.nextInt(WORDS.length);
    for (int title = 1; title < count; title++) {
      String words = word(title + offset) + " " + word(title / WORDS.length * 7 + title);
      titles[title] = (title % 9 == 0 ? words + ", Part " : "The " + words + " ") + title;
    }
    return titles;
  }

  private static String[] loud(String[] titles) {
    return Arrays.stream(titles)
        .map(title -> title.toUpperCase(Locale.ROOT))
        .toArray(String[]::new);
  }

  private static String email(int user) {
    return (word(user)
            + "_"
            + word(user / WORDS.length)
            + user
            + "@"
            + word(user * 13)
            + (user % 2 == 0 ? ".org" : ".info"))
        .toLowerCase(Locale.ROOT);
  }

  private static String word(int place) {
    return WORDS[Math.floorMod(place, WORDS.length)];
  }

  private static String any(String[] of, SplittableRandom random) {
    return of[random.nextInt(of.length)];
  }

  private static String quoted(String field) {
    return field.indexOf(',') >= 0 ? '"' + field + '"' : field;
  }

  private static int between(long value, int least, int most) {
    return (int) Math.max(least, Math.min(most, value));
  }

  /** A source of its own for each purpose, so that a change of one does not shift the others. */
  private SplittableRandom random(String purpose) {
    return new SplittableRandom(seed * 1_000_003 + purpose.hashCode());
  }

  /** A file written in large pieces. */
  private static final class Output implements AutoCloseable {
    private final OutputStream file;
    private final byte[] buffer = new byte[1 << 20];
    private int length;

    Output(Path path) throws IOException {
      file = Files.newOutputStream(path);
    }

    void write(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      write(bytes, bytes.length);
    }

    void write(byte[] bytes, int count) throws IOException {
      if (length + count > buffer.length) {
        file.write(buffer, 0, length);
        length = 0;
      }
      System.arraycopy(bytes, 0, buffer, length, count);
      length += count;
    }

    @Override
    public void close() throws IOException {
      try (file) {
        file.write(buffer, 0, length);
      }
    }
  }
}
