/** Which records come again: one in a thousand was there before, half a thousand records ago. */
final class Repeats {
  private static final int EVERY = 1000;

  private Repeats() {}

  static boolean comesAgain(long record) {
    return record > 0 && record % EVERY == 0;
  }

  static boolean isRemembered(long record) {
    return record % EVERY == EVERY / 2;
  }

  static boolean isPartOfOne(long record) {
    return comesAgain(record) || isRemembered(record);
  }
}
