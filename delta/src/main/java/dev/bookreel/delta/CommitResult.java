package dev.bookreel.delta;

import java.io.Serializable;

/**
 * What a commit did.
 *
 * @param version the table's version that holds it
 * @param applied false when nothing was to be done: its transaction had been committed before
 * @param filesAdded how many data files became visible
 * @param filesRemoved how many are no longer part of the table
 */
public record CommitResult(long version, boolean applied, int filesAdded, int filesRemoved)
    implements Serializable {}
