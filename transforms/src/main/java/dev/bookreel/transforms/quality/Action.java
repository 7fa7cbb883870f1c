package dev.bookreel.transforms.quality;

import java.util.Locale;

/** What follows when a rule is broken. */
public enum Action {
  /** The record goes to quarantine, the others are accepted. */
  QUARANTINE,
  /** It is reported, no more. */
  WARN,
  /** Nothing of the source is published. */
  REFUSE;

  /** As it is spelled in rule files and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
