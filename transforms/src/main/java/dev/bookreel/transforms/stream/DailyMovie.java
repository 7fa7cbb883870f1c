package dev.bookreel.transforms.stream;

import java.io.Serializable;

/**
 * The sessions of one movie on one day, or of a part of its viewers.
 *
 * <p>Parts over disjoint sets of viewers add up exactly, whatever their order.
 */
public final class DailyMovie implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double MICROS_AN_HOUR = 3_600_000_000.0;
  private static final int MEGABYTES_A_GIGABYTE = 1000;
  private final int day;
  private final String movieKey;
  private String title;
  private long sessions;
  private long viewers;
  private long watchMicros;
  private final FixedPointSum sizeMb = new FixedPointSum();

  /** Starts with no session; the title is the catalogue's, null when it has none. */
  DailyMovie(int day, String movieKey, String title) {
    this.day = day;
    this.movieKey = movieKey;
    this.title = title;
  }

  /** Takes this spelling when it is the smallest so far: order must not matter. */
  void offerTitle(String spelling) {
    if (title == null || spelling.compareTo(title) < 0) {
      title = spelling;
    }
  }

  void addSession(double megabytes, long micros) {
    sessions++;
    watchMicros = Math.addExact(watchMicros, micros);
    sizeMb.add(megabytes);
  }

  void addViewers(long distinct) {
    viewers += distinct;
  }

  /** Adds a part with other viewers. */
  void add(DailyMovie other) {
    offerTitle(other.title);
    sessions += other.sessions;
    viewers += other.viewers;
    watchMicros = Math.addExact(watchMicros, other.watchMicros);
    sizeMb.add(other.sizeMb);
  }

  int day() {
    return day;
  }

  String movieKey() {
    return movieKey;
  }

  String title() {
    return title;
  }

  long sessions() {
    return sessions;
  }

  long viewers() {
    return viewers;
  }

  double watchHours() {
    return watchMicros / MICROS_AN_HOUR;
  }

  double sizeGb() {
    return sizeMb.dividedBy(MEGABYTES_A_GIGABYTE);
  }
}
