package dev.bookreel.transforms.match;

import java.util.Objects;

/**
 * What the dump of one date makes of one key: the rule by which tables keep history.
 *
 * <p>A new key opens a version. A changed row closes the version before and opens one. A missing
 * key gets the date on its latest version. A key that comes back opens a version, and the one
 * before keeps the date of its deletion. A key that is there, but in a rejected record, is left as
 * it is.
 *
 * <p>The rule starts from the versions as they were before the date, whatever a dump of the same
 * date did to them. So the same dump again changes nothing, and another one of the same date
 * replaces what the first one did.
 *
 * @param fate what became of the key, against what was before the date
 * @param writesRow whether the dump's row is written as a new version
 * @param latest what the version that was the latest one before the date shall be; null when there
 *     was none
 * @param dropsOpened whether the version that an earlier dump of the date opened goes
 */
record KeyMatch(Fate fate, boolean writesRow, Version latest, boolean dropsOpened) {
  enum Fate {
    INSERTED,
    CHANGED,
    DELETED,
    REAPPEARED,
    UNCHANGED,
    /** Nothing to count: it was deleted before and still is, or its record was rejected. */
    LEFT
  }

  /**
   * Matches one key.
   *
   * @param before its latest version but for one that the date opened; null when there is none
   * @param opened the version that an earlier dump of the date opened; null when there is none
   */
  static KeyMatch of(int date, Version before, Version opened, Presence dump) {
    Version latest = before == null ? null : before.before(date);
    return switch (dump.kind()) {
      case REJECTED -> new KeyMatch(Fate.LEFT, false, latest, opened != null);
      case MISSING ->
          latest != null && latest.isLive()
              ? new KeyMatch(Fate.DELETED, false, latest.deleted(date), opened != null)
              : new KeyMatch(Fate.LEFT, false, latest, opened != null);
      case ROW -> ofRow(date, latest, opened, dump);
    };
  }

  private static KeyMatch ofRow(int date, Version latest, Version opened, Presence row) {
    if (latest != null && latest.isLive() && latest.says(row)) {
      return new KeyMatch(Fate.UNCHANGED, false, latest, opened != null);
    }
    boolean stands = opened != null && opened.says(row);
    Fate fate = latest == null ? Fate.INSERTED : latest.isLive() ? Fate.CHANGED : Fate.REAPPEARED;
    return new KeyMatch(
        fate, !stands, latest == null ? null : latest.closed(date), opened != null && !stands);
  }

  /** Whether the version must be rewritten to become {@link #latest}. */
  boolean edits(Version before) {
    return !Objects.equals(before, latest);
  }
}
