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
 * @param takeIn what the table takes in of what is delivered; the rest is only counted
 */
public record StreamTables(
    TableSource trusted,
    TableSource daily,
    TableSink trustedSink,
    TableSink refinedSink,
    TableSink dailySink,
    TableSink quarantineSink,
    TakeIn takeIn)
    implements Serializable {}
