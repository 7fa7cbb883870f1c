package dev.bookreel.transforms.profile;

/** Orders and measures texts by characters, as people count them, not by UTF-16 units. */
final class Texts {
  private Texts() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** By the numbers of the characters, which is the order of their UTF-8 bytes, too. */
  static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // Characters beyond U+FFFF are written with surrogates, which stand below U+E000.
        boolean swapped = Character.isSurrogate(a) != Character.isSurrogate(b);
        return swapped
            ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b))
            : a - b;
      }
    }
    return one.length() - other.length();
  }
}
