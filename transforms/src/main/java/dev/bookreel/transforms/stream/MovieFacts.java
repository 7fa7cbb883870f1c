package dev.bookreel.transforms.stream;

import java.io.Serializable;

/**
 * What enrichment knows of a movie.
 *
 * @param title its spelling in the catalogue, null when it is not in there
 * @param durationMins its length in minutes, null when unknown
 * @param basedOnBook whether a review links it to a book
 */
public record MovieFacts(String title, Integer durationMins, boolean basedOnBook)
    implements Serializable {
  /** A movie that neither the catalogue nor a review names. */
  static final MovieFacts UNKNOWN = new MovieFacts(null, null, false);

  /** Whether it is in the catalogue. */
  boolean known() {
    return title != null;
  }
}
