package dev.bookreel.transforms.text;

/** The form of a title, name or e-mail address on which records match. */
public final class MatchKey {
  private MatchKey() {}

  /** NFKC, full case folding, trimmed, inner white space collapsed to one space. */
  public static String of(String text) {
    throw new UnsupportedOperationException();
  }
}
