package dev.bookreel.transforms.check;

import java.io.Serializable;

/**
 * What became of the records of one dataset in one run, or in a part of it.
 *
 * <p>The conservation law: {@code read = accepted + quarantined + duplicates}.
 *
 * @param read records found in the delivered files
 * @param accepted records whose rows stand in the trusted table after the run
 * @param quarantined records that were rejected
 * @param duplicates records whose key came again later in the same delivery
 * @param inserted rows of the table that are new
 * @param changed rows whose values changed
 * @param deleted rows whose key the dump no longer has
 * @param reappeared rows whose key was deleted and came back
 * @param unchanged rows that stood in the table already with the same values
 */
public record Tally(
    long read,
    long accepted,
    long quarantined,
    long duplicates,
    long inserted,
    long changed,
    long deleted,
    long reappeared,
    long unchanged)
    implements Serializable {

  /** Nothing read, nothing done. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The same with these counts of records read and quarantined. */
  public Tally withRead(long recordsRead, long recordsQuarantined) {
    return new Tally(
        recordsRead,
        accepted,
        recordsQuarantined,
        duplicates,
        inserted,
        changed,
        deleted,
        reappeared,
        unchanged);
  }

  /** The same for what the table turned out to hold already: what seemed new is unchanged. */
  public Tally asUnchanged() {
    return new Tally(
        read,
        accepted,
        quarantined,
        duplicates,
        0,
        0,
        0,
        0,
        unchanged + inserted + changed + reappeared);
  }

  /** The tally of both parts together. */
  public Tally plus(Tally other) {
    return new Tally(
        read + other.read,
        accepted + other.accepted,
        quarantined + other.quarantined,
        duplicates + other.duplicates,
        inserted + other.inserted,
        changed + other.changed,
        deleted + other.deleted,
        reappeared + other.reappeared,
        unchanged + other.unchanged);
  }

  /** Whether every record is accounted for. */
  public boolean conserves() {
    return read == accepted + quarantined + duplicates;
  }
}
