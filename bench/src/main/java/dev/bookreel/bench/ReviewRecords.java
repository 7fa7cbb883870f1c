package dev.bookreel.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** Reviews as the vendor delivers them, of the shape that {@code bench/Generate.java} gives. */
final class ReviewRecords {
  private static final String[] RATES = {"ONE", "TWO", "THREE", "FOUR", "FIVE"};
  private static final String SENTINEL = "{\"id\":0,\"title\":\"end\"}";
  private static final long FIRST_MICROS = 1_638_313_200_000_000L;
  private static final long MONTH_MICROS = 31L * 86_400_000_000L;

  private ReviewRecords() {}

  /** An array of reviews, the same each time. */
  static byte[] json(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    String[] titles = Names.loudTitles(1_000);
    StringBuilder json = new StringBuilder("[");
    for (int row = 0; row < rows; row++) {
      int rate = random.nextInt(RATES.length);
      String film = "{\"id\":0,\"title\":\"" + any(titles, random) + "\"}";
      json.append(row == 0 ? "" : ",").append("{\"content\":{\"text\":\"");
      json.append(sentence(random)).append(' ').append(sentence(random));
      json.append("\"},\"rating\":{\"rate\":").append(rate + 1).append(",\"label\":\"");
      json.append(RATES[rate]).append("\"},\"books\":[{\"id\":null,\"metadata\":{\"title\":\"");
      json.append(any(titles, random)).append("\",\"pages\":\"unknown\"}}],\"movies\":[");
      json.append(random.nextBoolean() ? film + "," + SENTINEL : SENTINEL + "," + film);
      json.append("],\"updated\":\"").append(instant(random));
      json.append("\",\"created\":\"").append(instant(random)).append("\"}");
    }
    return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String instant(SplittableRandom random) {
    return Sessions.text(FIRST_MICROS + random.nextLong(MONTH_MICROS));
  }

  private static String sentence(SplittableRandom random) {
    String second = Names.word(random.nextInt(1_000)).toLowerCase(Locale.ROOT);
    String third = Names.word(random.nextInt(1_000)).toLowerCase(Locale.ROOT);
    return Names.word(random.nextInt(1_000)) + " " + second + " " + third + ".";
  }

  private static String any(String[] texts, SplittableRandom random) {
    return texts[random.nextInt(texts.length)];
  }
}
