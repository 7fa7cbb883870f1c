import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Writes streams.csv, the wide one. A few sessions are of movies or users that nobody knows. */
final class Sessions {
  /** Title, address, size, start and end: a title may have commas of its own. */
  private static final String FIELDS = "^(.*),([^,]*),([^,]*),([^,]*),([^,]*)\n$";

  private static final Dirt.Kind NEGATIVE_SIZE =
      new Dirt.Kind("size_mb.range", FIELDS, "$1,$2,-$3,$4,$5\n");
  private static final Dirt.Kind[] DIRT = {
    NEGATIVE_SIZE,
    new Dirt.Kind("size_mb.number", FIELDS, "$1,$2,$3 MB,$4,$5\n"),
    new Dirt.Kind("end_at.order", FIELDS, "$1,$2,$3,$5,$4\n"),
    new Dirt.Kind("movie_title.required", FIELDS, "  ,$2,$3,$4,$5\n"),
    new Dirt.Kind("start_at.instant", FIELDS, "$1,$2,$3,2021-02-30T12:00:00.000+0100,$5\n"),
    new Dirt.Kind("record.fields", FIELDS, "$1,$2,$3,$4\n")
  };

  private final Options options;
  private final Names names;

  Sessions(Options options, Names names) {
    this.options = options;
    this.names = names;
  }

  Counts write(Path file) throws IOException {
    byte[][] titles =
        Arrays.stream(names.movies())
            .map(title -> quoted(title).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    byte[] orphanTitle = "\"A Film Nobody Catalogued, Part 2\"".getBytes(StandardCharsets.UTF_8);
    byte[] orphanUser = "nobody.knows@example.org".getBytes(StandardCharsets.US_ASCII);
    byte[][] emails = names.emails();
    SplittableRandom random = options.random(options.isSecond() ? "second streams" : "streams");
    long before = options.isSecond() ? options.streams() : 0;
    long window = options.days() * Options.DAY_MILLIS;
    Dirt dirt =
        options.negativeSizes()
            ? new Dirt(5000, List.of(NEGATIVE_SIZE))
            : options.dirt(options.streams(), DIRT);
    SessionRow row = new SessionRow(options.firstDay(), options.days());
    byte[] earlier = {};
    long read = 0;
    long duplicates = 0;
    long watchMillis = 0;
    BigInteger sizes = BigInteger.ZERO;
    long sizesLow = 0; // in 10^-13 megabytes; carried over before it can overflow
    try (Output output = new Output(file)) {
      output.write("movie_title,user_email,size_mb,start_at,end_at\n");
      for (; read < options.streams(); read++) {
        if (Repeats.comesAgain(read)) {
          output.write(earlier, earlier.length);
          duplicates++;
          continue;
        }
        // Unique: the step has no factor in common with any number of days, so no two rows share a
        // key by chance, in a second delivery neither.
        long start = Math.floorMod((before + read) * 1_000_003L + options.seed() * 7_919, window);
        long end = start + 60_000 + random.nextInt(86_340_000);
        // 16 or 17 digits in all, as the real sizes have them: a whole part and 13 places.
        long size = 20_0000000000000L + random.nextLong(2_180_0000000000000L);
        int movie = random.nextInt(titles.length);
        int user = random.nextInt(emails.length);
        row.clear();
        row.put(read % 997 == 5 ? orphanTitle : titles[movie]).put(',');
        row.put(read % 991 == 7 ? orphanUser : emails[user]).put(',');
        row.putSize(size).put(',');
        row.putInstant(start).put(',');
        row.putInstant(end).put('\n');
        if (dirt.strikes(read)) {
          output.write(dirt.spoiled(row.text()));
          continue;
        }
        output.write(row.bytes(), row.length());
        if (Repeats.isRemembered(read)) {
          earlier = Arrays.copyOf(row.bytes(), row.length());
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
    return new Counts()
        .put("read", read)
        .put("rows", read - duplicates - dirt.broken())
        .put("duplicates", duplicates)
        .put("quarantined", dirt.broken())
        .put("size_mb", new BigDecimal(sizes, 13))
        .put("watch_seconds", BigDecimal.valueOf(watchMillis, 3))
        .dirt(options, dirt);
  }

  static String quoted(String field) {
    return field.indexOf(',') >= 0 ? '"' + field + '"' : field;
  }
}
