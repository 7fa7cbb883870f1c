package dev.bookreel.transforms.match;

import dev.bookreel.transforms.packed.Packer;
import dev.bookreel.transforms.packed.Unpacker;

/**
 * How a row of a table's file changes when the file is rewritten. Dates are days since the epoch.
 *
 * @param drops whether the row goes; the dates mean nothing then
 */
record VersionEdit(boolean drops, Integer validTo, Integer deletedOn) {
  private static final long DATE_SHIFT = 1L << 31;

  static final VersionEdit DROP = new VersionEdit(true, null, null);

  static VersionEdit to(Version version) {
    return new VersionEdit(false, version.validTo(), version.deletedOn());
  }

  void pack(Packer out) {
    out.putUnsigned(drops ? 1 : 0);
    out.putUnsigned(validTo == null ? 0 : validTo + DATE_SHIFT);
    out.putUnsigned(deletedOn == null ? 0 : deletedOn + DATE_SHIFT);
  }

  static VersionEdit unpack(Unpacker in) {
    boolean drops = in.unsigned() == 1;
    return new VersionEdit(drops, date(in.unsigned()), date(in.unsigned()));
  }

  private static Integer date(long shifted) {
    return shifted == 0 ? null : (int) (shifted - DATE_SHIFT);
  }
}
