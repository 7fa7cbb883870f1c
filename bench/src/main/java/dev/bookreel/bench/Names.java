package dev.bookreel.bench;

import java.util.Locale;

/** Titles and e-mail addresses of the shape that {@code bench/Generate.java} gives them. */
public final class Names {
  private static final String[] WORDS =
      ("Amber Anchor Autumn Bitter Border Bridge Broken Candle Castle Cellar Cinder Copper Crossing"
              + " Distant Ember Empire Evening Fallen Feather Fortune Garden Glass Golden Harbour")
          .split(" ");

  private Names() {}

  /** Distinct titles, every ninth of them with a comma. */
  public static String[] titles(int count) {
    String[] titles = new String[count];
    for (int title = 0; title < count; title++) {
      String words = word(title) + " " + word(title / WORDS.length * 7 + title);
      titles[title] = (title % 9 == 0 ? words + ", Part " : "The " + words + " ") + title;
    }
    return titles;
  }

  /** The same titles in capitals, as the vendor of books writes them. */
  public static String[] loudTitles(int count) {
    String[] titles = titles(count);
    for (int title = 0; title < count; title++) {
      titles[title] = titles[title].toUpperCase(Locale.ROOT);
    }
    return titles;
  }

  /** Distinct e-mail addresses. */
  public static String[] emails(int count) {
    String[] emails = new String[count];
    for (int user = 0; user < count; user++) {
      String local = word(user) + "_" + word(user / WORDS.length) + user;
      String domain = word(user * 13) + (user % 2 == 0 ? ".org" : ".info");
      emails[user] = (local + "@" + domain).toLowerCase(Locale.ROOT);
    }
    return emails;
  }

  static String word(int place) {
    return WORDS[Math.floorMod(place, WORDS.length)];
  }
}
