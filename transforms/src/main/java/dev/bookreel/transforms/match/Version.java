package dev.bookreel.transforms.match;

/**
 * A version of a key, as its table has it. Dates are days since the epoch.
 *
 * @param validFrom date of the first dump that had it
 * @param validTo date of the dump that brought the next version; null for the latest one
 * @param deletedOn date of the first dump without the key; null when there was none
 * @param valueHigh first half of the fingerprint of its values
 * @param valueLow second half
 */
record Version(
    Integer validFrom, Integer validTo, Integer deletedOn, long valueHigh, long valueLow) {

  /** How it was before the dump of a date. */
  Version before(int date) {
    return new Version(
        validFrom,
        validTo != null && validTo == date ? null : validTo,
        deletedOn != null && deletedOn == date ? null : deletedOn,
        valueHigh,
        valueLow);
  }

  boolean isLive() {
    return deletedOn == null;
  }

  Version closed(int date) {
    return new Version(validFrom, date, deletedOn, valueHigh, valueLow);
  }

  Version deleted(int date) {
    return new Version(validFrom, validTo, date, valueHigh, valueLow);
  }

  boolean says(Presence presence) {
    return presence.valueHigh() == valueHigh && presence.valueLow() == valueLow;
  }
}
