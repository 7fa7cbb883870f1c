package dev.bookreel.delta.storage;

import java.time.Instant;

/**
 * A file that a listing found.
 *
 * @param size in bytes
 * @param modified when it was written
 */
public record StoredFile(StoragePath path, long size, Instant modified) {}
