package dev.bookreel.testdata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The history of one table as plainly as possible, to hold the real one against: all versions in a
 * list, looked through for each key.
 */
public final class HistoryModel {
  /**
   * A record of a dump.
   *
   * @param values by key, one row each
   * @param rejected whether the record is rejected, though its keys can be told
   */
  public record Thing(Map<String, String> values, boolean rejected) {}

  private static final class Line {
    private final String key;
    private final String value;
    private final int from;
    private Integer to;
    private Integer deleted;

    private Line(String key, String value, int from) {
      this.key = key;
      this.value = value;
      this.from = from;
    }

    private Line copy() {
      Line copy = new Line(key, value, from);
      copy.to = to;
      copy.deleted = deleted;
      return copy;
    }
  }

  private List<Line> lines = new ArrayList<>();
  private List<Line> beforeDate = new ArrayList<>();
  private Integer date;
  private final Map<String, Long> counts = new TreeMap<>();

  /** Applies a dump; another one of the last date takes the place of that one. */
  public void apply(int newDate, List<Thing> dump) {
    if (date != null && date == newDate) {
      lines = copyOf(beforeDate);
    } else {
      beforeDate = copyOf(lines);
    }
    date = newDate;
    counts.clear();
    Map<String, String> standing = new LinkedHashMap<>();
    Set<String> present = new LinkedHashSet<>();
    for (Thing thing : dump) {
      present.addAll(thing.values().keySet());
      if (!thing.rejected()) {
        standing.putAll(thing.values());
      }
    }
    for (Line line : lines) {
      if (line.to == null && line.deleted == null && !present.contains(line.key)) {
        line.deleted = date;
        count("deleted");
      }
    }
    standing.forEach(this::bring);
  }

  private void bring(String key, String value) {
    Line latest = null;
    for (Line line : lines) {
      if (line.key.equals(key) && line.to == null) {
        latest = line;
      }
    }
    if (latest == null) {
      count("inserted");
    } else if (latest.deleted != null) {
      count("reappeared");
      latest.to = date;
    } else if (Objects.equals(latest.value, value)) {
      count("unchanged");
      return;
    } else {
      count("changed");
      latest.to = date;
    }
    lines.add(new Line(key, value, date));
  }

  /** How many keys the last dump did this to: inserted, changed, deleted, reappeared, unchanged. */
  public long counted(String fate) {
    return counts.getOrDefault(fate, 0L);
  }

  /** All versions: value, key, valid_from, valid_to, deleted_on; dates in days since the epoch. */
  public List<List<Object>> rows() {
    return lines.stream()
        .map(line -> Arrays.<Object>asList(line.value, line.key, line.from, line.to, line.deleted))
        .toList();
  }

  private void count(String fate) {
    counts.merge(fate, 1L, Long::sum);
  }

  private static List<Line> copyOf(List<Line> lines) {
    return new ArrayList<>(lines.stream().map(Line::copy).toList());
  }
}
