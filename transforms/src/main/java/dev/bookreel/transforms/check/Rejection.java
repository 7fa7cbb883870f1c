package dev.bookreel.transforms.check;

import java.io.Serializable;

/**
 * A row of the quarantine but for its run: a record that was not accepted, and why.
 *
 * @param dataset the dataset's name
 * @param rule the rule it broke
 * @param message what was found, for people
 * @param raw the record as it was delivered, at most the first 64 KiB of it; what is not UTF-8
 *     shows as U+FFFD
 * @param sourceFile the file in the raw zone, relative to the lake
 * @param recordNumber the record's number in the file, from 1
 */
public record Rejection(
    String dataset, String rule, String message, String raw, String sourceFile, long recordNumber)
    implements Serializable {}
