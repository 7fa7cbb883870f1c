package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.text.MatchKey;

/** Cleans texts: the spelling stays, surrounding white space goes. */
final class Text {
  private Text() {}

  /** The text without surrounding white space, of any script; null when nothing is left. */
  static String clean(String text) {
    if (text == null) {
      return null;
    }
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return start == end ? null : text.substring(start, end);
  }

  /**
   * The same for a text that must be there.
   *
   * @throws Rejected when nothing is left that could be matched on
   */
  static String required(String text, String column) throws Rejected {
    String clean = clean(text);
    if (clean == null || MatchKey.of(clean).isEmpty()) {
      throw new Rejected(column + ".required", column + " is missing or blank.");
    }
    return clean;
  }

  /** Whether the text has a half of a surrogate pair, as JSON can spell it, and UTF-8 cannot. */
  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (Character.isSurrogate(character)) {
        boolean paired =
            Character.isHighSurrogate(character)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static boolean isSpace(char character) {
    boolean plain = character > ' ' && character <= '~';
    return !plain && (Character.isWhitespace(character) || Character.isSpaceChar(character));
  }
}
