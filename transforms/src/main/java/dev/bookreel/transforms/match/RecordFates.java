package dev.bookreel.transforms.match;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Counts what became of records, although shards see rows, and the rows of one record may lie in
 * several shards.
 *
 * <p>A record is a duplicate when all its rows came again later, and accepted otherwise. Nearly all
 * records have one row or lose none, so only those are remembered that have several and lost some.
 * Accepted records are counted from the rows that arrived, never as the rest: a row that got lost
 * on the way makes the conservation law fail.
 */
final class RecordFates implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Map<Integer, Long> rowsByWidth = new TreeMap<>();
  private final Map<RecordId, Integer> lostRows = new HashMap<>();
  private long lostSingles;

  /** A row that stands. */
  void won(int width) {
    rowsByWidth.merge(width, 1L, Long::sum);
  }

  /** A row whose key came again later. */
  void lost(RecordId id) {
    rowsByWidth.merge(id.width(), 1L, Long::sum);
    if (id.width() == 1) {
      lostSingles++;
    } else {
      lostRows.merge(id, 1, Integer::sum);
    }
  }

  /** Adds those of another shard. */
  void add(RecordFates other) {
    other.rowsByWidth.forEach((width, rows) -> rowsByWidth.merge(width, rows, Long::sum));
    other.lostRows.forEach((id, rows) -> lostRows.merge(id, rows, Integer::sum));
    lostSingles += other.lostSingles;
  }

  /** How many records lost all their rows; exact once all shards are added. */
  long duplicates() {
    return lostSingles
        + lostRows.entrySet().stream()
            .filter(lost -> lost.getValue() == lost.getKey().width())
            .count();
  }

  /** How many records have a row that stands; exact once all shards are added. */
  long accepted() {
    long records = 0;
    for (Map.Entry<Integer, Long> rows : rowsByWidth.entrySet()) {
      records += rows.getValue() / rows.getKey();
    }
    return records - duplicates();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordFates fates
        && lostSingles == fates.lostSingles
        && rowsByWidth.equals(fates.rowsByWidth)
        && lostRows.equals(fates.lostRows);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rowsByWidth, lostRows, lostSingles);
  }
}
