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
  private static final long BYTES = 20 << 20;

  /** To open a file takes as long as to read so many bytes. */
  private static final long BYTES_TO_OPEN = 512 << 10;

  /** Files in a fixed order. */
  public FileGroup {
    files = List.copyOf(files);
  }

  /**
   * Divides files into groups of some megabytes, in their order; a larger file is a group of its
   * own. There is one group at least, be it without files.
   */
  public static List<FileGroup> of(List<TableFile> files) {
    List<FileGroup> groups = new ArrayList<>();
    List<TableFile> group = new ArrayList<>();
    long bytes = 0;
    for (TableFile file : files) {
      long more = BYTES_TO_OPEN + file.size();
      if (!group.isEmpty() && bytes + more > BYTES) {
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

  /** How many rows its files hold, as far as they tell: those of another writer may not. */
  public long rows() {
    return files.stream().mapToLong(file -> Math.max(0, file.rows())).sum();
  }
}
