package dev.bookreel.transforms.table;

import java.io.Serializable;
import java.util.Map;

/**
 * One data file of a table.
 *
 * @param path relative to the table, or absolute
 * @param partition the value of each partition column as text
 * @param rows how many rows it holds
 * @param size in bytes
 */
public record TableFile(String path, Map<String, String> partition, long rows, long size)
    implements Serializable {}
