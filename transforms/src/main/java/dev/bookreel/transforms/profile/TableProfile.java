package dev.bookreel.transforms.profile;

import java.io.Serializable;
import java.util.List;

/**
 * What a table holds; of a table with history, the latest versions.
 *
 * @param table zone and name
 * @param rows how many there are
 * @param columns in the table's order
 */
public record TableProfile(String table, long rows, List<ColumnProfile> columns)
    implements Serializable {}
