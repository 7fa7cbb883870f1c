package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.table.TableSink;
import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;

/**
 * The tables around the sessions.
 *
 * @param trusted {@code trusted/streams} as it was when the run began
 * @param daily {@code refined/daily_movies} as it was when the run began
 * @param trustedSink where new rows of {@code trusted/streams} go
 * @param refinedSink where {@code refined/streams} goes
 * @param dailySink where {@code refined/daily_movies} goes
 * @param quarantineSink where rejected records go
 * @param takesIn whether the table takes in what is delivered; otherwise it is only counted, since
 *     the table took in the same delivery before, and it may have been corrected since
 */
public record StreamTables(
    TableSource trusted,
    TableSource daily,
    TableSink trustedSink,
    TableSink refinedSink,
    TableSink dailySink,
    TableSink quarantineSink,
    boolean takesIn)
    implements Serializable {}
