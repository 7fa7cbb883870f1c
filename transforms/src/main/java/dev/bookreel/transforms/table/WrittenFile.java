package dev.bookreel.transforms.table;

import java.io.Serializable;
import java.util.Map;

/**
 * A finished data file that no commit has named yet.
 *
 * @param table the table's name, such as {@code trusted/movies}
 * @param partition the value of each partition column as text
 * @param rows how many rows it holds
 * @param description what the table format needs to commit it; its meaning is the writer's own
 */
public record WrittenFile(
    String table, Map<String, String> partition, long rows, String description)
    implements Serializable {}
