package dev.bookreel.pipelines.run;

/** Is told what a job is doing, for people to see. */
public interface Progress {
  /** Something begins that has no length to tell. */
  void say(String what);

  /**
   * A stage went on.
   *
   * @param records how many it has read so far
   * @param total how many there are; 0 when that is not known
   * @param seconds since it began
   */
  void update(String stage, long records, long total, double seconds);

  /** A stage came to its end, whatever it was. */
  void done(String stage, long records, double seconds);

  /** A stage ended before its end: what is said next is why. */
  void failed();
}
