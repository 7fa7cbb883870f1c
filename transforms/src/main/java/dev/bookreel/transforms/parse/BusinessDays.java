package dev.bookreel.transforms.parse;

import java.time.ZoneId;

/** Stub. */
public final class BusinessDays {
  public BusinessDays(ZoneId zone) {}

  public int dayOf(long micros) {
    throw new UnsupportedOperationException();
  }
}
