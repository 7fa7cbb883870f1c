package dev.bookreel.transforms.match;

import java.io.Serializable;

/**
 * A delivered record.
 *
 * @param file the file's place among those of the dataset
 * @param record its number in the file
 * @param width how many rows it has, in all shards together
 */
record RecordId(long file, long record, int width) implements Serializable {}
