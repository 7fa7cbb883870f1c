package dev.bookreel.transforms.answer;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Set;

/** What a part of the sessions contributes to the answers; parts add up in any order. */
final class AnswerPart implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final BigDecimal MICROS_A_SECOND = BigDecimal.valueOf(1_000_000);
  private long sessions;
  private BigInteger watchMicros = BigInteger.ZERO;
  private MedianCounts sizes = MedianCounts.NONE;
  private final Set<String> affected = new HashSet<>();
  private final Set<String> halfWatchers = new HashSet<>();
  private long affectedCount;
  private long halfWatcherCount;

  void addSessions(long count, BigInteger micros) {
    sessions += count;
    watchMicros = watchMicros.add(micros);
  }

  void addSizes(MedianCounts counts) {
    sizes = sizes.plus(counts);
  }

  void addAffected(String viewer) {
    affected.add(viewer);
  }

  void addHalfWatcher(String viewer) {
    halfWatchers.add(viewer);
  }

  static AnswerPart sum(Iterable<AnswerPart> parts) {
    AnswerPart sum = new AnswerPart();
    parts.forEach(sum::add);
    return sum;
  }

  private void add(AnswerPart other) {
    addSessions(other.sessions, other.watchMicros);
    addSizes(other.sizes);
    affected.addAll(other.affected);
    halfWatchers.addAll(other.halfWatchers);
    affectedCount += other.affectedCount;
    halfWatcherCount += other.halfWatcherCount;
  }

  /** Turns the viewers gathered so far into their number: no other part may hold any of them. */
  void countViewers() {
    affectedCount += affected.size();
    halfWatcherCount += halfWatchers.size();
    affected.clear();
    halfWatchers.clear();
  }

  double affectedViewers() {
    return affectedCount;
  }

  Double meanWatchSeconds() {
    if (sessions == 0) {
      return null;
    }
    BigDecimal microsInAll = BigDecimal.valueOf(sessions).multiply(MICROS_A_SECOND);
    return new BigDecimal(watchMicros).divide(microsInAll, MathContext.DECIMAL128).doubleValue();
  }

  MedianCounts sizes() {
    return sizes;
  }

  double halfWatchers() {
    return halfWatcherCount;
  }
}
