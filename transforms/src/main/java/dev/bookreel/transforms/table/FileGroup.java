package dev.bookreel.transforms.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of a table that are read one after another as one unit of work.
 *
 * @param files of the group, possibly none
 */
public record FileGroup(List<TableFile> files) implements Serializable {
  /** Of so many bytes a group is worth a worker's while. */
  private static final long LEAST_BYTES = 8 << 20;

  /** With more groups than these, starting each of them costs more than it helps. */
  private static final int MANY = 32;

  /** So that there are enough for many workers where there is much to do. */
  private static final long MOST_BYTES = 64 << 20;

  /** To open a file takes as long as to read so many bytes. */
  private static final long BYTES_TO_OPEN = 512 << 10;

  /** Files in a fixed order. */
  public FileGroup {
    files = List.copyOf(files);
  }

  /**
   * Divides files into groups of some megabytes, in their order: more the more there are. A larger
   * file is a group of its own. There is one group at least, be it without files.
   */
  public static List<FileGroup> of(List<TableFile> files) {
    long all = files.stream().mapToLong(FileGroup::cost).sum();
    long most = Math.max(LEAST_BYTES, Math.min(all / MANY, MOST_BYTES));
    List<FileGroup> groups = new ArrayList<>();
    List<TableFile> group = new ArrayList<>();
    long bytes = 0;
    for (TableFile file : files) {
      long more = cost(file);
      if (!group.isEmpty() && bytes + more > most) {
        groups.add(new FileGroup(group));
        group.clear();
        bytes = 0;
      }
      group.add(file);
      bytes += more;
    }
    groups.add(new FileGroup(group));
    return groups;
  }

  private static long cost(TableFile file) {
    return BYTES_TO_OPEN + file.size();
  }

  /** How many rows its files hold, as far as they tell: those of another writer may not. */
  public long rows() {
    return files.stream().mapToLong(file -> Math.max(0, file.rows())).sum();
  }
}
