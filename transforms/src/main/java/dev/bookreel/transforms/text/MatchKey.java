package dev.bookreel.transforms.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/**
 * The form of a title, name or e-mail address on which records match.
 *
 * <p>Unicode NFKC and full case folding, trimmed, inner white space collapsed to one space. It does
 * not depend on the host's language: Turkish i's fold like everybody's.
 */
public final class MatchKey {
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

  private MatchKey() {}

  /** The match key of a text; the key of a key is the key itself. */
  public static String of(String text) {
    return isPlain(text) ? text.toLowerCase(Locale.ROOT) : ofAny(text);
  }

  /** Whether all that ASCII would change are its capitals: most texts of most deliveries. */
  private static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < ' ' || letter > '~' || (letter == ' ' && before == ' ')) {
        return false;
      }
      before = letter;
    }
    return before != ' ' || text.isEmpty();
  }

  private static String ofAny(String text) {
    // Folding may give what NFKC composes again, and the other way round: fold what is normal, then
    // bring it to its normal form.
    String folded = NFKC.normalize(UCharacter.foldCase(NFKC.normalize(text), true));
    StringBuilder key = new StringBuilder(folded.length());
    boolean gap = false;
    for (int i = 0; i < folded.length(); i++) {
      char letter = folded.charAt(i);
      if (UCharacter.isUWhiteSpace(letter)) {
        gap = key.length() > 0;
        continue;
      }
      if (gap) {
        key.append(' ');
        gap = false;
      }
      key.append(letter);
    }
    return key.toString();
  }
}
