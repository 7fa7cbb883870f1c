package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.quality.Reference;
import dev.bookreel.transforms.quality.References;
import dev.bookreel.transforms.text.MatchKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What the values of sessions are looked up in: the catalogue, and for rules that refer to anything
 * else, references. For one thread.
 */
final class StreamLookups {
  private final List<Reference> asked;
  private final Catalogue catalogue;
  private final References.Lookup others;

  private final BytesDictionary titles;

  /** For each reference: whether it has a title, by the title's number. */
  private final List<List<Boolean>> knownTitles = new ArrayList<>();

  /**
   * Prepares look-ups.
   *
   * @param asked the references of the rule set, in its order
   * @param others holds those that the catalogue does not, by the same places
   * @param titles numbers the titles
   */
  StreamLookups(
      List<Reference> asked, Catalogue catalogue, References others, BytesDictionary titles) {
    this.titles = titles;
    this.asked = asked;
    this.catalogue = catalogue;
    this.others = new References.Lookup(others);
    asked.forEach(reference -> knownTitles.add(new ArrayList<>()));
  }

  /** Whether a reference has a viewer's match key; it is looked up as bytes. */
  boolean hasViewer(int reference, Viewers viewer) {
    if (asked.get(reference).equals(Catalogue.USERS)) {
      return catalogue.users().contains(viewer.bytes(), 0, viewer.length());
    }
    if (asked.get(reference).equals(Catalogue.MOVIES)) {
      return catalogue.has(Catalogue.MOVIES, viewer.text());
    }
    return others.containsText(reference, viewer.bytes(), viewer.length());
  }

  /**
   * Whether a reference has a title. Of titles there are far fewer than sessions: each is looked up
   * once.
   *
   * @param title its number
   */
  boolean hasTitle(int reference, int title) {
    List<Boolean> known = knownTitles.get(reference);
    while (known.size() <= title) {
      known.add(has(reference, List.of(titles.text(known.size()))));
    }
    return known.get(title);
  }

  /** Whether a reference has these values; texts are the same when their match keys are. */
  boolean has(int reference, List<Object> values) {
    if (Catalogue.REFERENCES.contains(asked.get(reference))) {
      return values.get(0) instanceof String text
          && catalogue.has(asked.get(reference), MatchKey.of(text));
    }
    return others.contains(reference, values);
  }
}
