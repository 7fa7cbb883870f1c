package dev.bookreel.transforms.parse;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is kept of a record that is too long to be held: its head, place, length and hash. */
final class TooLong {
  private final long begin;
  private final String head;
  private final int mostBytes;
  private final MessageDigest digest;
  private long length;

  /**
   * Starts with no bytes taken yet.
   *
   * @param begin where the record begins in the stream
   * @param head what the quarantine is to show of it
   * @param mostBytes how long it could have been
   */
  TooLong(long begin, String head, int mostBytes) {
    this.begin = begin;
    this.head = head;
    this.mostBytes = mostBytes;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Takes the record's next bytes. */
  void add(byte[] bytes, int from, int to) {
    digest.update(bytes, from, to - from);
    length += to - from;
  }

  String head() {
    return head;
  }

  /** Why the record is set aside, once all its bytes were taken. */
  Rejected problem() {
    return new Rejected(
        "record.size",
        "the record at byte "
            + begin
            + " is "
            + length
            + " bytes long, SHA-256 "
            + HexFormat.of().formatHex(digest.digest())
            + "; at most "
            + mostBytes
            + " are read");
  }
}
