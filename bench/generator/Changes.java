/**
 * What a second dump says otherwise than the first one did, evenly spread: of the records
 * concerned, half are changed, a quarter is missing, and a quarter is new.
 */
final class Changes {
  /** What becomes of a record. */
  enum Change {
    NONE,
    CHANGED,
    MISSING,
    /** It stays as it was, and a new one follows. */
    FOLLOWED
  }

  private static final Change[] IN_TURN = {
    Change.CHANGED, Change.MISSING, Change.CHANGED, Change.FOLLOWED
  };

  private final double percent;
  private final long[] counts = new long[Change.values().length];
  private double due;
  private int concerned;

  /** So many percent of the records; 0 in a first dump. */
  Changes(double percent) {
    this.percent = percent;
  }

  /** What becomes of the next record. */
  Change next() {
    due += percent;
    if (due < 100) {
      return Change.NONE;
    }
    due -= 100;
    Change change = IN_TURN[concerned++ % IN_TURN.length];
    counts[change.ordinal()]++;
    return change;
  }

  long changed() {
    return counts[Change.CHANGED.ordinal()];
  }

  long missing() {
    return counts[Change.MISSING.ordinal()];
  }

  long added() {
    return counts[Change.FOLLOWED.ordinal()];
  }
}
