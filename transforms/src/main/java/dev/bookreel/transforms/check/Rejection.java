package dev.bookreel.transforms.check;

import dev.bookreel.transforms.parse.Rejected;
import java.io.Serializable;
import java.util.List;

/**
 * A row of the quarantine but for its run: a record that was not accepted, and why.
 *
 * @param dataset the dataset's name
 * @param rule the first rule it broke
 * @param rules all rules it broke
 * @param message what was found, for people
 * @param raw the record as it was delivered, at most the first 64 KiB of it; what is not UTF-8
 *     shows as U+FFFD
 * @param sourceFile the file in the raw zone, relative to the lake
 * @param recordNumber the record's number in the file, from 1
 */
public record Rejection(
    String dataset,
    String rule,
    List<String> rules,
    String message,
    String raw,
    String sourceFile,
    long recordNumber)
    implements Serializable {

  /** The rejection of a record of a dataset. */
  public static Rejection of(
      String dataset, Rejected rejected, String raw, String sourceFile, long recordNumber) {
    return new Rejection(
        dataset,
        rejected.rule(),
        rejected.rules(),
        rejected.getMessage(),
        raw,
        sourceFile,
        recordNumber);
  }
}
