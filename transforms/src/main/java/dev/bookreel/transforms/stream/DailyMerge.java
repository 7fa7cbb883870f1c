package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings the parts of the daily aggregates together, and with the days that this run did not touch.
 */
final class DailyMerge {
  /** Positions in {@code refined/daily_movies}. */
  private static final List<String> COLUMNS =
      List.of(
          "start_date",
          "movie_title",
          "movie_key",
          "sessions",
          "viewers",
          "watch_hours",
          "size_gb");

  private final Map<Integer, Map<String, DailyMovie>> days = new TreeMap<>();

  /** Adds parts, each over viewers that no other part of the same day has. */
  void add(List<DailyMovie> parts) {
    for (DailyMovie part : parts) {
      // Into a sum of our own: a pipeline's elements must not change.
      days.computeIfAbsent(part.day(), unused -> new TreeMap<>())
          .computeIfAbsent(part.movieKey(), key -> new DailyMovie(part.day(), key, null))
          .add(part);
    }
  }

  /**
   * Tells that a day was finished: whatever the table has of it goes, also if nothing was added.
   */
  void finished(int day) {
    days.computeIfAbsent(day, unused -> new TreeMap<>());
  }

  /** Whether nothing was added. */
  boolean isEmpty() {
    return days.isEmpty();
  }

  /** Writes the whole table: the table's rows of other days, then the days that were added. */
  void write(TableSource table, RowWriter writer) {
    for (TableFile file : table.files()) {
      try (RowReader row = table.open(file, COLUMNS)) {
        while (row.next()) {
          if (!days.containsKey(row.getInt(0))) {
            copy(row, writer);
          }
        }
      }
    }
    for (Map<String, DailyMovie> day : days.values()) {
      for (DailyMovie movie : day.values()) {
        write(movie, writer);
      }
    }
  }

  private static void copy(RowReader row, RowWriter writer) {
    writer.setInt(0, row.getInt(0));
    writer.setString(1, row.getString(1));
    writer.setString(2, row.getString(2));
    writer.setLong(3, row.getLong(3));
    writer.setLong(4, row.getLong(4));
    writer.setDouble(5, row.getDouble(5));
    writer.setDouble(6, row.getDouble(6));
    writer.endRow();
  }

  private static void write(DailyMovie movie, RowWriter writer) {
    writer.setInt(0, movie.day());
    writer.setString(1, movie.title());
    writer.setString(2, movie.movieKey());
    writer.setLong(3, movie.sessions());
    writer.setLong(4, movie.viewers());
    writer.setDouble(5, movie.watchHours());
    writer.setDouble(6, movie.sizeGb());
    writer.endRow();
  }
}
