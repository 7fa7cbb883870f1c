package dev.bookreel.transforms.check;

import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.quality.Measures;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * What the parsing of one range, or of a part of it, found besides rows.
 *
 * <p>It travels beside the rows, in the same collection under a key that no shard has: a second
 * output would cost more on the Spark runner than the rows themselves.
 *
 * @param read how many records the range holds
 * @param rejections one for each record that was rejected
 * @param fields the columns or fields of the records
 * @param measures what was measured for its rules
 */
public record RangeReport(long read, List<Rejection> rejections, Fields fields, Measures measures)
    implements Serializable {
  /**
   * Some ranges share a key, so that few rejects make few files, and many do not fill one worker.
   */
  private static final long RANGES_A_KEY_SPAN = 64L << 20;

  /** A key below zero. */
  public long key(FileRange range) {
    return -1 - range.begin() / RANGES_A_KEY_SPAN;
  }

  /** The report as bytes. */
  public byte[] encode() {
    return SerializableUtils.serializeToByteArray(this);
  }

  /** The report that was encoded. */
  public static RangeReport decode(byte[] bytes) {
    return (RangeReport) SerializableUtils.deserializeFromByteArray(bytes, "range report");
  }
}
