package dev.bookreel.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeRecordTest {
  private static final int MOST = RecordBuffer.MOST_BYTES;

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"x"})
  void aCsvLineOf40Megabytes_isRejectedAloneWithItsHead(String head) throws Exception {
    String line = head + ",".repeat(40_000_000);
    assertThat(
        csv("a,b\n1,2\n" + line + "\r\n3,4\n"),
        contains("1 [1, 2] 1,2", rejected(2, 8, line), "3 [3, 4] 3,4"));
  }

  @Test
  void aJsonElementOf40Megabytes_isRejectedAloneWithItsHead() throws Exception {
    String element = "{\"a\":\"" + "\\\"]".repeat(13_000_000) + "\"}";
    assertThat(
        json("[{}," + element + ",{\"b\":1}]"),
        contains("1 {} {}", rejected(2, 4, element), "3 {\"b\":1} {\"b\":1}"));
  }

  @Test
  void aJsonLineOf40Megabytes_isRejectedAloneWithItsHead() throws Exception {
    String line = "{\"a\":\"" + "x".repeat(40_000_000) + "\"}";
    assertThat(
        json("{}\n" + line + "\n{\"b\":1}"),
        contains("1 {} {}", rejected(2, 3, line), "3 {\"b\":1} {\"b\":1}"));
  }

  @Test
  void csvRecordsOfAsManyBytesAsMayBe_areRead_andOneByteMoreIsNot() {
    String record = "1," + "x".repeat(MOST - 2);
    String quoted = "\"1\",\"" + "\n".repeat(MOST - 6) + "\"";
    List<String> records = csv("a,b\n" + record + "\n" + record + "x\n" + quoted);
    assertThat(records, hasSize(3));
    assertThat(records.get(0), startsWith("1 [1, xxx"));
    assertThat(
        records.get(1),
        startsWith("2 record.size: the record at byte 16777221 is 16777217 bytes long, SHA-256 "));
    assertThat(records.get(2), startsWith("3 [1, \n\n"));
  }

  @Test
  void jsonRecordsOfAsManyBytesAsMayBe_areRead_andOneByteMoreIsNot() {
    String element = "{\"a\":\"" + "x".repeat(MOST - 8) + "\"}";
    List<String> records = json("[" + element + "," + element.replace(":", ": ") + "]");
    assertThat(records, hasSize(2));
    assertThat(records.get(0), startsWith("1 {\"a\":\"xxx"));
    assertThat(
        records.get(1),
        startsWith("2 record.size: the record at byte 16777218 is 16777217 bytes long, SHA-256 "));
  }

  @Test
  void aQuoteThatIsNotClosedInTime_costsItsLineOnly() {
    int lines = 5_000_000;
    List<String> records = csv("a,b\n1,\"x\n" + "3,4\n".repeat(lines));
    assertThat(records, hasSize(lines + 1));
    assertThat(
        records.get(0),
        is(
            "1 record.csv: a quoted field is not closed, or goes on after its closing quote; only"
                + " this line was set aside 1,\"x"));
    assertThat(records.get(lines), is(lines + 1 + " [3, 4] 3,4"));
  }

  @Test
  void theHeadEndsWithAWholeCharacter() {
    String record = "1,x" + "é".repeat(40_000);
    List<String> records = csv("a,b\n" + record);
    assertThat(records, contains("1 [1, x" + "é".repeat(40_000) + "] 1,x" + "é".repeat(32_766)));
  }

  private static String rejected(int number, int offset, String record)
      throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(record.getBytes(UTF_8));
    return number
        + " record.size: the record at byte "
        + offset
        + " is "
        + record.length()
        + " bytes long, SHA-256 "
        + HexFormat.of().formatHex(hash)
        + "; at most 16777216 are read "
        + record.substring(0, 64 << 10);
  }

  private static List<String> csv(String text) {
    Delivered delivered = Delivered.of(text);
    return delivered.readCsv(delivered.scanCsv(1 << 20));
  }

  private static List<String> json(String text) {
    Delivered delivered = Delivered.of(text);
    return delivered.readJson(delivered.scanJson(1 << 20));
  }
}
