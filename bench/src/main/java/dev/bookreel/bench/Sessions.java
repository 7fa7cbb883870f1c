package dev.bookreel.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/** Viewing sessions of a day, of the shape that {@code bench/Generate.java} gives them. */
final class Sessions {
  /** As many as 20 million sessions have. */
  private static final int MOVIES = 400;

  /** How many sessions a viewer has on a day on which 20 million sessions are 31 days. */
  private static final int SESSIONS_A_USER = 6;

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.ofHours(1));

  final String[] titles = Names.titles(MOVIES);
  final String[] emails;

  /** Of each row, the number of its title and e-mail address. */
  final int[] title;

  final int[] email;
  final double[] sizeMb;

  /** In microseconds since the epoch. */
  final long[] startAt;

  final long[] endAt;

  /** The same sessions each time. */
  Sessions(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    emails = Names.emails(rows / SESSIONS_A_USER);
    title = random.ints(rows, 0, MOVIES).toArray();
    email = random.ints(rows, 0, emails.length).toArray();
    sizeMb = random.doubles(rows, 20, 2_200).toArray();
    startAt = new long[rows];
    endAt = new long[rows];
    long midnight = Instant.parse("2021-12-01T00:00:00+01:00").toEpochMilli();
    for (int row = 0; row < rows; row++) {
      long start = midnight + random.nextInt(86_400_000);
      startAt[row] = start * 1000;
      endAt[row] = (start + 60_000 + random.nextInt(86_340_000)) * 1000;
    }
  }

  /** As the company delivers them, with a header. */
  byte[] csv() {
    StringBuilder csv = new StringBuilder("movie_title,user_email,size_mb,start_at,end_at\n");
    for (int row = 0; row < title.length; row++) {
      String name = titles[title[row]];
      csv.append(name.indexOf(',') >= 0 ? '"' + name + '"' : name).append(',');
      csv.append(emails[email[row]]).append(',').append(sizeMb[row]).append(',');
      csv.append(text(startAt[row])).append(',').append(text(endAt[row])).append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A time stamp such as 2021-12-25T14:27:16.273+0100. */
  static String text(long micros) {
    return ISO.format(Instant.ofEpochMilli(micros / 1000));
  }
}
