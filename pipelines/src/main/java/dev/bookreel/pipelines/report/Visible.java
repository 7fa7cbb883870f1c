package dev.bookreel.pipelines.report;

import java.util.Locale;

/**
 * Texts of a delivery as people can read them.
 *
 * <p>A control character could steer a terminal, and a change of direction shows what follows
 * backwards. What cannot be seen is spelled: it is often what is wrong with a record.
 */
public final class Visible {
  private Visible() {}

  /** The whole text. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(letter -> append(shown, letter));
    return shown.toString();
  }

  /** The text up to so many characters, and how many there are if that is not all. */
  public static String head(String text, int most) {
    int letters = text.codePointCount(0, text.length());
    if (letters <= most) {
      return of(text);
    }
    return of(text.substring(0, text.offsetByCodePoints(0, most)))
        + String.format(Locale.ROOT, "… (%,d characters)", letters);
  }

  private static void append(StringBuilder shown, int letter) {
    if (isSeen(letter)) {
      shown.appendCodePoint(letter);
    } else {
      shown.append(String.format(Locale.ROOT, "‹U+%04X›", letter));
    }
  }

  private static boolean isSeen(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL -> letter == '\n' || letter == '\t';
      case Character.FORMAT, Character.SURROGATE -> false;
      default -> true;
    };
  }
}
