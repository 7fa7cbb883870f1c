package dev.bookreel.transforms.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes text that must be UTF-8. */
final class Utf8 {
  private Utf8() {}

  /**
   * Lets pass what is UTF-8.
   *
   * @throws Rejected by rule {@code record.utf8}
   */
  static void require(byte[] bytes, int start, int end) throws Rejected {
    int position = ByteSearch.beyondAscii(bytes, start, end);
    if (position < end) {
      decode(bytes, position, end);
    }
  }

  /**
   * The text of some bytes.
   *
   * @throws Rejected by rule {@code record.utf8}
   */
  static String decode(byte[] bytes, int start, int end) throws Rejected {
    if (ByteSearch.beyondAscii(bytes, start, end) == end) {
      return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Rejected("record.utf8", "the record is not UTF-8");
    }
  }
}
